#pragma once
#include <deque>
#include <string>

#include "../hal/uart.h"

namespace ct::native {

/// The far end of a serial line at 9600 baud: a sensor that hears a request whole, thinks, and answers byte by byte.
class EmulatedUart : public Uart {
 public:
  explicit EmulatedUart(const uint64_t& nowMs) : nowMs_(nowMs) {}
  size_t read(uint8_t* bytes, size_t capacity) final;
  bool write(const uint8_t* bytes, size_t count) final;

 protected:
  ~EmulatedUart() = default;
  /// The answer's bytes; none when the sensor keeps silent.
  virtual std::string answerTo(const std::string& request) = 0;

 private:
  struct Byte {
    uint64_t arrivesAtMs;
    uint8_t value;
  };
  const uint64_t& nowMs_;
  std::deque<Byte> onTheWay_;
};

}  // namespace ct::native
