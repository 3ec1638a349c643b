#include <doctest/doctest.h>

#include <initializer_list>

#include "../../core/crc.h"
#include "../../core/drivers/pulse_anemometer.h"
#include "../../core/drivers/sdp8xx.h"
#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

sdp8xx::Reading decodeSdp(const Bytes& frame) { return sdp8xx::decode(frame.data()); }

Bytes sdpFrame(uint16_t pressure, uint16_t temperature, uint16_t scale) {
  Bytes frame;
  for (const uint16_t word : {pressure, temperature, scale}) {
    const uint8_t bytes[2] = {static_cast<uint8_t>(word >> 8), static_cast<uint8_t>(word)};
    frame.insert(frame.end(), {bytes[0], bytes[1], crc8Sensirion(bytes, 2)});
  }
  return frame;
}

}  // namespace

TEST_CASE("SDP8xx: the scale comes from the frame") {
  CHECK(decodeSdp(hex("02 58 9F 13 88 01 00 3C 39")).differenceCentiPa.value == 1000);
  CHECK(decodeSdp(hex("09 60 F9 13 88 01 00 F0 03")).differenceCentiPa.value == 1000);
  const auto reverse = decodeSdp(hex("FE 3E 2E 17 70 B9 00 3C 39"));
  CHECK(reverse.differenceCentiPa.value == -750);
  CHECK(reverse.sensorDeciC.value == 300);
}

TEST_CASE("SDP8xx: saturated either way, a scale of zero, and a frame of FF are no values") {
  CHECK(decodeSdp(sdpFrame(0x7FFF, 0x1388, 60)).differenceCentiPa.quality == Quality::over_range);
  CHECK(decodeSdp(sdpFrame(0x7FFF, 0x1388, 240)).differenceCentiPa.quality == Quality::over_range);
  CHECK(decodeSdp(sdpFrame(0x8001, 0x1388, 240)).differenceCentiPa.quality == Quality::under_range);
  CHECK(decodeSdp(sdpFrame(0x8000, 0x1388, 60)).differenceCentiPa.quality == Quality::under_range);
  CHECK(decodeSdp(sdpFrame(600, 0x1388, 0)).differenceCentiPa.quality == Quality::implausible);
  CHECK(decodeSdp(sdpFrame(20000, 0x1388, 1)).differenceCentiPa.quality == Quality::over_range);
  CHECK(isFault(decodeSdp(Bytes(9, 0xFF)).differenceCentiPa.quality));
  CHECK(isFault(decodeSdp(Bytes(9, 0x00)).differenceCentiPa.quality));
}

TEST_CASE("Pulse anemometer: frequency times slope, after a first call without an interval") {
  PulseAnemometer anemometer({667, 0, 40000});
  CHECK(anemometer.sample(1000, 10000).quality == Quality::warm_up);
  CHECK(anemometer.sample(1030, 15000).value == 4002);
  const Channel still = anemometer.sample(1030, 20000);
  CHECK(still.value == 0);
  CHECK(still.quality == Quality::ok);
}

TEST_CASE("Pulse anemometer: the offset counts only while it turns") {
  PulseAnemometer anemometer({1000, 250, 40000});
  anemometer.sample(0, 0);
  CHECK(anemometer.sample(5, 5000).value == 1250);
  CHECK(anemometer.sample(5, 10000).value == 0);
}

TEST_CASE("Pulse anemometer: the counter may wrap") {
  PulseAnemometer anemometer({1000, 0, 40000});
  anemometer.sample(0xFFFFFFFBu, 0);
  CHECK(anemometer.sample(5, 5000).value == 2000);
}

TEST_CASE("Pulse anemometer: mains hum is over range, and absurd counts or two calls in one instant are no value") {
  PulseAnemometer anemometer({1000, 0, 40000});
  anemometer.sample(0, 0);
  CHECK(anemometer.sample(250, 5000).quality == Quality::over_range);
  CHECK(anemometer.sample(0x80000000u, 10000).quality == Quality::implausible);
  CHECK(anemometer.sample(0x80000001u, 10000).quality == Quality::warm_up);
}
