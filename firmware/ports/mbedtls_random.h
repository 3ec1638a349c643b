#pragma once
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>

#include "../hal/rng.h"

namespace ct {

/// Random numbers fit for keys, from the platform's entropy. One serves every connection of a process.
class MbedtlsRandom final : public Rng {
 public:
  MbedtlsRandom();
  ~MbedtlsRandom();
  MbedtlsRandom(const MbedtlsRandom&) = delete;
  MbedtlsRandom& operator=(const MbedtlsRandom&) = delete;

  /// False when the platform gives no entropy: no key and no connection can be made then.
  bool isReady() const { return isReady_; }
  uint32_t next() override;
  mbedtls_ctr_drbg_context* context() { return &drbg_; }

 private:
  mbedtls_entropy_context entropy_;
  mbedtls_ctr_drbg_context drbg_;
  bool isReady_ = false;
};

}  // namespace ct
