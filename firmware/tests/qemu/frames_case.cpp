#include <string.h>

#include "../../core/drivers/max31855.h"
#include "../../core/drivers/max6675.h"
#include "../../core/drivers/sdp8xx.h"
#include "../../core/drivers/serial_exchange.h"
#include "../../core/drivers/serial_protocols.h"
#include "../../core/sample.h"
#include "claims.h"

namespace ct::qemu {

namespace {

enum class Sensor { mhz19, gss, k33, wind_rs485, max31855, max6675, sdp8xx };

struct Answer {
  const char* name;
  Sensor sensor;
  uint8_t bytes[12];
  size_t count;
  Channel expected;
};

const Answer answers[] = {
#include "frames.inc"
};

/// Lets a sensor be set up and then answers with the frame.
class Wire final : public Uart {
 public:
  explicit Wire(const Answer& answer) : answer_(answer) {}
  size_t read(uint8_t* bytes, size_t capacity) override {
    if (count_ == 0 || capacity == 0) return 0;
    --count_;
    *bytes = *bytes_++;
    return 1;
  }
  bool write(const uint8_t* request, size_t) override {
    if (request[0] == 'K') return say(reinterpret_cast<const uint8_t*>(" K 00002\r\n"), 10);
    if (request[0] == '.') return say(reinterpret_cast<const uint8_t*>(" . 00010\r\n"), 10);
    return say(answer_.bytes, answer_.count);
  }

 private:
  bool say(const uint8_t* bytes, size_t count) {
    bytes_ = bytes;
    count_ = count;
    return true;
  }
  const Answer& answer_;
  const uint8_t* bytes_ = nullptr;
  size_t count_ = 0;
};

Channel exchanged(const Answer& answer, SerialProtocol&& protocol) {
  Wire wire(answer);
  SerialExchange exchange(wire, protocol, 500);
  exchange.ask(0);
  for (uint64_t now = 0; now <= 1500 && !exchange.poll(now); now += 100) {
  }
  return exchange.channel();
}

Channel decoded(const Answer& answer) {
  const uint8_t* b = answer.bytes;
  Sample sample;
  switch (answer.sensor) {
    case Sensor::mhz19: return exchanged(answer, WinsenProtocol(5000));
    case Sensor::gss: return exchanged(answer, GssProtocol(10, 200000));
    case Sensor::k33: return exchanged(answer, K33Protocol(10, 300000));
    case Sensor::wind_rs485: return exchanged(answer, WindProtocol({}));
    case Sensor::sdp8xx: return sdp8xx::decode(b).differenceCentiPa;
    case Sensor::max31855:
      sample.gasDeciC = max31855::decode(uint32_t{b[0]} << 24 | uint32_t{b[1]} << 16 | uint32_t{b[2]} << 8 | b[3]).gasDeciC;
      break;
    case Sensor::max6675: sample.gasDeciC = max6675::decode(static_cast<uint16_t>(b[0] << 8 | b[1])); break;
  }
  return withinWireRanges(sample).gasDeciC;
}

}  // namespace

void everyFrame() {
  for (const Answer& answer : answers) {
    const Channel got = decoded(answer);
    const bool isSame = got.hasValue == answer.expected.hasValue && got.quality == answer.expected.quality;
    claim(isSame && (!got.hasValue || got.value == answer.expected.value), answer.name);
  }
  claim(sizeof answers / sizeof answers[0] >= 23, "the shared frames are all here");
}

}  // namespace ct::qemu
