#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// Modbus RTU, reading one register: all that Senseair K33 (function 4) and RS485 wind sensors (function 3) need.
namespace modbus {

struct Query {
  uint8_t address;
  uint8_t function;
  uint16_t reg;
};

/// Writes the eight bytes of the request for one register.
void encode(const Query& query, uint8_t request[8]);

enum class Step : uint8_t { waiting, value, exception };

/// Finds the answer to `query` in a byte stream. Every frame is checked by its CRC, exceptions too.
class Decoder {
 public:
  explicit Decoder(const Query& query) : query_(query) {}
  /// `value` receives the register (unsigned) or the exception code.
  Step push(uint8_t byte, uint16_t& value);
  void reset() { count_ = 0; }
  uint32_t checksumErrors() const { return checksumErrors_; }

 private:
  /// Length the bytes so far promise: 7 for an answer, 5 for an exception, 0 if they cannot start either.
  size_t promisedLength(size_t start) const;
  void dropToNextStart();
  Query query_;
  uint8_t frame_[7] = {};
  size_t count_ = 0;
  uint32_t checksumErrors_ = 0;
};

}  // namespace modbus
}  // namespace ct
