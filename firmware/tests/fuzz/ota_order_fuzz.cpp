#include <cstdlib>

#include "../../core/ota_order.h"

/// Whatever arrives as a job, what is taken for an order lies within the message and within its limits.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  ct::OtaOrder order;
  const ct::OtaOrderKind kind = ct::readOtaOrder(bytes, count, order);
  if (kind != ct::OtaOrderKind::order) return 0;
  const auto* text = reinterpret_cast<const char*>(bytes);
  if (order.url < text || order.url + order.urlCount > text + count) std::abort();
  if (order.jobIdCount == 0 || order.jobIdCount > ct::maxJobIdCount || order.imageBytes == 0) std::abort();
  if (order.signatureBytes == 0 || order.signatureBytes > sizeof order.signature) std::abort();
  return 0;
}
