#include <cstdlib>

#include "../../core/drivers/bmp280.h"
#include "../../core/drivers/max31855.h"
#include "../../core/drivers/max6675.h"
#include "../../core/drivers/sdp8xx.h"
#include "../../core/drivers/serial_exchange.h"
#include "../../core/drivers/serial_protocols.h"

namespace {

/// A sensor that lets itself be set up and then answers with the input.
class Wire final : public ct::Uart {
 public:
  Wire(const uint8_t* bytes, size_t count) : answer_(bytes), answerCount_(count) {}
  size_t read(uint8_t* bytes, size_t capacity) override {
    size_t taken = 0;
    for (; taken < capacity && count_ > 0; --count_) bytes[taken++] = *bytes_++;
    return taken;
  }
  bool write(const uint8_t* request, size_t) override {
    if (request[0] == 'K') return say(" K 00002\r\n", 10);
    if (request[0] == '.') return say(" . 00010\r\n", 10);
    return say(answer_, answerCount_);
  }

 private:
  bool say(const void* bytes, size_t count) {
    bytes_ = static_cast<const uint8_t*>(bytes);
    count_ = count;
    return true;
  }
  const uint8_t* answer_;
  size_t answerCount_;
  const uint8_t* bytes_ = nullptr;
  size_t count_ = 0;
};

/// A channel says something physical, or says why it says nothing.
void demand(const ct::Channel& channel, int32_t least, int32_t most) {
  if (channel.hasValue ? channel.value < least || channel.value > most : channel.quality == ct::Quality::ok) std::abort();
}

void ask(ct::SerialProtocol&& protocol, const uint8_t* bytes, size_t count, int32_t most) {
  Wire wire(bytes, count);
  ct::SerialExchange exchange(wire, protocol, 500);
  exchange.ask(0);
  for (uint64_t now = 0; !exchange.poll(now); now += 500) {
    if (now > 2000) std::abort();
  }
  demand(exchange.channel(), 0, most);
}

}  // namespace

/// The first byte chooses the sensor, the rest is what comes from its wire.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  if (count == 0) return 0;
  const uint8_t* answer = bytes + 1;
  const size_t answerCount = count - 1;
  switch (bytes[0] % 8) {
    case 0: ask(ct::WinsenProtocol(5000), answer, answerCount, 65535); break;
    case 1: ask(ct::GssProtocol(10, 200000), answer, answerCount, 1000000); break;
    case 2: ask(ct::K33Protocol(10, 300000), answer, answerCount, 1000000); break;
    case 3: ask(ct::WindProtocol({}), answer, answerCount, 60000); break;
    case 4: {
      if (answerCount < 4) break;
      const uint32_t frame = static_cast<uint32_t>(answer[0]) << 24 | answer[1] << 16 | answer[2] << 8 | answer[3];
      demand(ct::max31855::decode(frame).gasDeciC, -2700, 18000);
      demand(ct::max31855::decode(frame).coldJunctionDeciC, -550, 1270);
      break;
    }
    case 5:
      if (answerCount >= 2) demand(ct::max6675::decode(static_cast<uint16_t>(answer[0] << 8 | answer[1])), 0, 10240);
      break;
    case 6: {
      constexpr size_t calibrationBytes = ct::bmp280::calibrationBytes;
      if (answerCount < calibrationBytes + ct::bmp280::dataBytes) break;
      const ct::bmp280::Calibration calibration = ct::bmp280::decodeCalibration(answer);
      demand(ct::bmp280::pressureChannel(calibration, answer + calibrationBytes), 3000, 11000);
      break;
    }
    default:
      if (answerCount >= 9) demand(ct::sdp8xx::decode(answer).differenceCentiPa, -32767, 32767);
      break;
  }
  return 0;
}
