#pragma once
#include "../hal/image_source.h"
#include "../hal/ota_slots.h"

namespace ct::native {

/// A process has no second slot: the simulator is updated by building it again, and an offered image fails.
class NoOtaSlots final : public OtaSlots {
 public:
  bool begin(uint32_t) override { return false; }
  bool write(const uint8_t*, size_t) override { return false; }
  bool verify(const uint8_t*, size_t) override { return false; }
  bool activate() override { return false; }
  bool isOnTrial() const override { return false; }
  void markValid() override {}
  uint32_t runningSlot() const override { return 0; }
  void rollBack() override {}
};

class NoImages final : public ImageSource {
 public:
  bool open(const char*) override { return false; }
  ImageState state() override { return ImageState::failed; }
  size_t read(uint8_t*, size_t) override { return 0; }
  void close() override {}
};

}  // namespace ct::native
