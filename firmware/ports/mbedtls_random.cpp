#include "mbedtls_random.h"

namespace ct {

MbedtlsRandom::MbedtlsRandom() {
  mbedtls_entropy_init(&entropy_);
  mbedtls_ctr_drbg_init(&drbg_);
  isReady_ = mbedtls_ctr_drbg_seed(&drbg_, mbedtls_entropy_func, &entropy_, nullptr, 0) == 0;
}

MbedtlsRandom::~MbedtlsRandom() {
  mbedtls_ctr_drbg_free(&drbg_);
  mbedtls_entropy_free(&entropy_);
}

uint32_t MbedtlsRandom::next() {
  uint32_t value = 0;
  mbedtls_ctr_drbg_random(&drbg_, reinterpret_cast<unsigned char*>(&value), sizeof value);
  return value;
}

}  // namespace ct
