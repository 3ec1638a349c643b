#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// The two places a firmware can be in, and the digest and signature check of the chip's crypto library.
class OtaSlots {
 public:
  /// Prepares the slot that is not running.
  virtual bool begin(uint32_t imageBytes) = 0;
  virtual bool write(const uint8_t* bytes, size_t count) = 0;
  /// True when the whole image carries the maker's signature.
  virtual bool verify(const uint8_t* signature, size_t count) = 0;
  /// Makes the new slot start next, once, on trial.
  virtual bool activate() = 0;
  /// Whether the running image is on trial: it has started and nobody has called it valid.
  virtual bool isOnTrial() const = 0;
  virtual void markValid() = 0;
  /// A number of the slot that runs: the other one has another.
  virtual uint32_t runningSlot() const = 0;
  /// Starts the other slot again and does not return on the chip.
  virtual void rollBack() = 0;

 protected:
  ~OtaSlots() = default;
};

}  // namespace ct
