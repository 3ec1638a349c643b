#pragma once
#include <esp_ota_ops.h>

#include "../hal/ota_slots.h"
#include "../ports/mbedtls_signature.h"

namespace ct::esp32 {

class EspOtaSlots final : public OtaSlots {
 public:
  bool begin(uint32_t imageBytes) override;
  bool write(const uint8_t* bytes, size_t count) override;
  bool verify(const uint8_t* signature, size_t count) override;
  bool activate() override;
  bool isOnTrial() const override;
  void markValid() override;
  uint32_t runningSlot() const override;
  void rollBack() override;

 private:
  void drop();
  MbedtlsSignature signature_;
  const esp_partition_t* target_ = nullptr;
  esp_ota_handle_t handle_ = 0;
  bool isOpen_ = false;
};

}  // namespace ct::esp32
