#include "esp_ota_slots.h"

#include "maker_key.h"

// The Arduino core would call every image valid before it has shown anything; three acknowledged messages decide that.
extern "C" bool verifyRollbackLater() { return true; }

namespace ct::esp32 {

void EspOtaSlots::drop() {
  if (isOpen_) esp_ota_abort(handle_);
  isOpen_ = false;
}

// Erased as the bytes come: erasing a whole slot first would hold the sampler up for seconds.
bool EspOtaSlots::begin(uint32_t imageBytes) {
  drop();
  target_ = esp_ota_get_next_update_partition(nullptr);
  if (target_ == nullptr || imageBytes > target_->size || !signature_.begin()) return false;
  isOpen_ = esp_ota_begin(target_, OTA_WITH_SEQUENTIAL_WRITES, &handle_) == ESP_OK;
  return isOpen_;
}

bool EspOtaSlots::write(const uint8_t* bytes, size_t count) {
  return isOpen_ && signature_.update(bytes, count) && esp_ota_write(handle_, bytes, count) == ESP_OK;
}

bool EspOtaSlots::verify(const uint8_t* signature, size_t count) {
  if (!isOpen_ || !signature_.verify(makerKeyPem, signature, count)) {
    drop();
    return false;
  }
  isOpen_ = false;
  return esp_ota_end(handle_) == ESP_OK;
}

bool EspOtaSlots::activate() { return target_ != nullptr && esp_ota_set_boot_partition(target_) == ESP_OK; }

bool EspOtaSlots::isOnTrial() const {
  esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
  return esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK &&
         state == ESP_OTA_IMG_PENDING_VERIFY;
}

void EspOtaSlots::markValid() { esp_ota_mark_app_valid_cancel_rollback(); }

uint32_t EspOtaSlots::runningSlot() const { return esp_ota_get_running_partition()->address; }

void EspOtaSlots::rollBack() { esp_ota_mark_app_invalid_rollback_and_reboot(); }

}  // namespace ct::esp32
