#pragma once
#include "../hal/ota_slots.h"
#include "bytes.h"

namespace ct::test {

class FakeOtaSlots final : public OtaSlots {
 public:
  Bytes image;
  uint32_t space = 1000;
  bool isSigned = true;
  bool onTrial = false;
  uint32_t running = 0x10000;
  bool writes = true;
  int activated = 0;
  int markedValid = 0;
  int rolledBack = 0;

  bool begin(uint32_t imageBytes) override {
    image.clear();
    return imageBytes <= space;
  }
  bool write(const uint8_t* bytes, size_t count) override {
    image.insert(image.end(), bytes, bytes + count);
    return writes;
  }
  bool verify(const uint8_t*, size_t) override { return isSigned; }
  bool activate() override { return ++activated > 0; }
  bool isOnTrial() const override { return onTrial; }
  void markValid() override { ++markedValid; }
  uint32_t runningSlot() const override { return running; }
  void rollBack() override { ++rolledBack; }
};

}  // namespace ct::test
