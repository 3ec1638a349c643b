#include "../../core/sampler.h"

#include <doctest/doctest.h>

#include <memory>

#include "../fake_sensors.h"

using namespace ct;
using namespace ct::test;

namespace {

struct Bench {
  Sensors sensors;
  Config config;
  std::unique_ptr<Sampler> sampler;
  uint64_t nowMs = 0;
  uint64_t tookMs = 0;

  void powerUp() {
    sampler = std::make_unique<Sampler>(sensors.hal(), config);
    sampler->start(nowMs);
  }
  Sample take() {
    if (!sampler) powerUp();
    sensors.pulses.pulses += 30;
    sampler->begin(nowMs);
    Sample sample;
    for (tookMs = 0; tookMs <= Sampler::longestMs; tookMs += 10) {
      if (!sampler->poll(nowMs + tookMs, sample)) continue;
      nowMs += config.samplePeriodS * 1000u;
      return sample;
    }
    FAIL("a sample must be whole within its time");
    return sample;
  }
  /// The last of the samples of that time.
  Sample run(uint64_t forMs) {
    Sample sample;
    for (const uint64_t endMs = nowMs + forMs; nowMs < endMs;) sample = take();
    return sample;
  }
  void fitCo2(Co2Kind kind) {
    sensors.co2.kind = kind;
    config.co2Kind = static_cast<uint16_t>(kind);
    config.co2FullScalePpm = kind == Co2Kind::mhz19 ? 5000 : 200000;
    sensors.co2.ppm = kind == Co2Kind::mhz19 ? 608 : 98000;
  }
};

constexpr Co2Kind co2Kinds[] = {Co2Kind::mhz19, Co2Kind::gss, Co2Kind::k33};

uint64_t warmUpOf(Co2Kind kind) { return kind == Co2Kind::mhz19 ? 180000 : 60000; }

/// Replaces what a reading's question is answered with; set-up answers stay as they are.
void answerReadingsWith(Sensors& sensors, const Bytes& bytes) {
  sensors.co2Port.answerTo = [&sensors, bytes](const Bytes& request) {
    const bool isSetUp = request[0] == 'K' || request[0] == '.' || (request.size() == 9 && request[2] == 0x79);
    return isSetUp ? sensors.co2.answerTo(request) : bytes;
  };
}

}  // namespace

TEST_CASE("sampler: every fitted sensor is in the sample, all good once they are warm") {
  Bench bench;
  const Sample sample = bench.run(65000);
  CHECK(sample.co2Ppm.value == 98000);
  CHECK(sample.co2Ppm.quality == Quality::ok);
  CHECK(sample.gasDeciC.value == 1853);
  CHECK(sample.gasDeciC.quality == Quality::ok);
  // 30 pulses in 5 s at 667 mm/s per Hz.
  CHECK(sample.velocityMmPerS.value == 4002);
  CHECK(sample.velocityMmPerS.quality == Quality::ok);
  CHECK_FALSE(sample.differenceCentiPa.hasValue);
  CHECK(sample.pressureDaPa.value == 10065);
  CHECK(sample.batteryMv.value == 13200);
}

TEST_CASE("sampler: what is not fitted is missing and no fault") {
  Bench bench;
  bench.config.co2Kind = bench.config.gasKind = bench.config.flowKind = bench.config.barometerKind = 0;
  const Sample sample = bench.run(65000);
  for (const Channel* channel : {&sample.co2Ppm, &sample.gasDeciC, &sample.velocityMmPerS, &sample.differenceCentiPa,
                                 &sample.pressureDaPa, &sample.cellDeciC}) {
    CHECK_FALSE(channel->hasValue);
    CHECK(channel->quality == Quality::ok);
  }
  CHECK(bench.sensors.co2Port.written.empty());
  CHECK(bench.sensors.windPort.written.empty());
  CHECK(bench.sensors.i2c.pitot.starts == 0);
  CHECK(bench.tookMs == 0);
}

TEST_CASE("sampler: a battery input below a volt has nothing wired to it and tells of no voltage") {
  Bench bench;
  bench.sensors.battery.reading = Channel::of(999);
  const Sample sample = bench.run(65000);
  CHECK_FALSE(sample.batteryMv.hasValue);
  CHECK(sample.batteryMv.quality == Quality::ok);
  bench.sensors.battery.reading = Channel::of(1000);
  CHECK(bench.run(10000).batteryMv.value == 1000);
}

TEST_CASE("sampler: CO2 is read whole and a byte at a time, and warms up for as long as its kind needs") {
  for (const Co2Kind kind : co2Kinds) {
    for (const size_t perRead : {size_t{1}, size_t{64}}) {
      CAPTURE(static_cast<int>(kind));
      Bench bench;
      bench.fitCo2(kind);
      bench.sensors.co2Port.perRead = perRead;
      const Sample cold = bench.run(warmUpOf(kind));
      CHECK(cold.co2Ppm.value == bench.sensors.co2.ppm);
      CHECK(cold.co2Ppm.quality == Quality::warm_up);
      CHECK(bench.take().co2Ppm.quality == Quality::ok);
    }
  }
}

TEST_CASE("sampler: the other channels warm up for a minute after the supply came") {
  Bench bench;
  const Sample cold = bench.run(60000);
  CHECK(cold.gasDeciC.quality == Quality::warm_up);
  CHECK(cold.velocityMmPerS.quality == Quality::warm_up);
  const Sample warm = bench.take();
  CHECK(warm.gasDeciC.quality == Quality::ok);
  CHECK(warm.velocityMmPerS.quality == Quality::ok);
}

TEST_CASE("sampler: CO2 answers cut short at any byte give no value") {
  for (const Co2Kind kind : co2Kinds) {
    Bench bench;
    bench.fitCo2(kind);
    const Bytes whole = bench.sensors.co2.frame();
    for (size_t length = 0; length < whole.size(); ++length) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(length);
      answerReadingsWith(bench.sensors, Bytes(whole.begin(), whole.begin() + static_cast<long>(length)));
      const Sample sample = bench.take();
      CHECK_FALSE(sample.co2Ppm.hasValue);
      CHECK(sample.co2Ppm.quality == Quality::disconnected);
    }
  }
}

TEST_CASE("sampler: noise before a CO2 answer gives its value or a fault, never another value") {
  for (const Co2Kind kind : co2Kinds) {
    for (uint32_t seed = 1; seed < 200; ++seed) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(seed);
      Bench bench;
      bench.fitCo2(kind);
      answerReadingsWith(bench.sensors, joined(Noise(seed).bytes(seed % 20 + 1), bench.sensors.co2.frame()));
      const Channel co2 = bench.take().co2Ppm;
      if (co2.hasValue) {
        CHECK(co2.value == bench.sensors.co2.ppm);
      } else {
        CHECK(isFault(co2.quality));
      }
      // A checksum or a line's end lets the receiver find its place again.
      if (kind != Co2Kind::gss) CHECK(co2.hasValue);
    }
  }
}

TEST_CASE("sampler: a damaged CO2 answer is a checksum fault and no reason to warm up again") {
  for (const Co2Kind kind : co2Kinds) {
    CAPTURE(static_cast<int>(kind));
    Bench bench;
    bench.fitCo2(kind);
    bench.run(warmUpOf(kind) + 5000);
    // The last data byte before what guards it.
    Bytes damaged = bench.sensors.co2.frame();
    damaged[damaged.size() - 3] ^= 0x80;
    answerReadingsWith(bench.sensors, damaged);
    CHECK(bench.take().co2Ppm.quality == Quality::checksum);
    answerReadingsWith(bench.sensors, bench.sensors.co2.frame());
    CHECK(bench.take().co2Ppm.quality == Quality::ok);
  }
}

TEST_CASE("sampler: an unplugged CO2 sensor is disconnected; replugged it is set up and warms up anew") {
  for (const Co2Kind kind : co2Kinds) {
    CAPTURE(static_cast<int>(kind));
    Bench bench;
    bench.fitCo2(kind);
    bench.run(warmUpOf(kind) + 5000);
    CHECK(bench.sensors.co2.isBaselineOff == (kind == Co2Kind::mhz19));
    bench.sensors.co2.plug(false);
    CHECK(bench.run(20000).co2Ppm.quality == Quality::disconnected);
    CHECK(bench.take().cellDeciC.value == 251);
    bench.sensors.co2.plug(true);
    CHECK(bench.run(warmUpOf(kind)).co2Ppm.quality == Quality::warm_up);
    CHECK(bench.sensors.co2.isBaselineOff == (kind == Co2Kind::mhz19));
    CHECK(bench.sensors.co2.isStreaming == (kind != Co2Kind::gss));
    const Sample sample = bench.take();
    CHECK(sample.co2Ppm.value == bench.sensors.co2.ppm);
    CHECK(sample.co2Ppm.quality == Quality::ok);
  }
}

TEST_CASE("sampler: a GSS sensor that lost its supply between two samples streams, and is told not to") {
  Bench bench;
  bench.run(65000);
  bench.sensors.co2.isStreaming = true;
  CHECK(isFault(bench.take().co2Ppm.quality));
  CHECK(bench.take().co2Ppm.value == 98000);
}

TEST_CASE("sampler: auto-baseline is switched off as soon as the port takes the command") {
  Bench bench;
  bench.fitCo2(Co2Kind::mhz19);
  int refused = 3;
  bench.sensors.co2Port.acceptsRequest = [&refused](const Bytes& request) { return request[2] != 0x79 || refused-- <= 0; };
  bench.run(15000);
  CHECK_FALSE(bench.sensors.co2.isBaselineOff);
  bench.run(5000);
  CHECK(bench.sensors.co2.isBaselineOff);
}

TEST_CASE("sampler: a GSS sensor's own multiplier wins over the configured one, which serves where none is told") {
  Bench bench;
  bench.sensors.co2.multiplier = 1;
  bench.sensors.co2.ppm = 9800;
  CHECK(bench.take().co2Ppm.value == 9800);
  Bench silent;
  silent.sensors.co2Port.answerTo = [&silent](const Bytes& request) {
    return request[0] == '.' ? text("?\r\n") : silent.sensors.co2.answerTo(request);
  };
  CHECK(silent.take().co2Ppm.value == 98000);
  Bench odd;
  odd.sensors.co2Port.answerTo = [&odd](const Bytes& request) {
    return request[0] == '.' ? text(" . 00007\r\n") : odd.sensors.co2.answerTo(request);
  };
  CHECK(odd.take().co2Ppm.value == 98000);
}

TEST_CASE("sampler: a saturated CO2 sensor is over range with its value") {
  for (const Co2Kind kind : co2Kinds) {
    CAPTURE(static_cast<int>(kind));
    Bench bench;
    bench.fitCo2(kind);
    bench.run(warmUpOf(kind) + 5000);
    bench.sensors.co2.ppm = kind == Co2Kind::mhz19 ? 5000 : 200000;
    const Channel co2 = bench.take().co2Ppm;
    CHECK(co2.value == bench.sensors.co2.ppm);
    CHECK(co2.quality == Quality::over_range);
  }
}

TEST_CASE("sampler: the cell's temperature is an MH-Z19's own, of others the one of the barometer in the same box") {
  Bench bench;
  bench.fitCo2(Co2Kind::mhz19);
  CHECK(bench.take().cellDeciC.value == 210);
  Bench gss;
  CHECK(gss.take().cellDeciC.value == 251);
  gss.sensors.i2c.barometer.isPlugged = false;
  CHECK_FALSE(gss.take().cellDeciC.hasValue);
}

TEST_CASE("sampler: both thermocouple chips, an open thermocouple, a dead bus and one that fails") {
  Bench bench;
  bench.run(65000);
  bench.sensors.thermocouple.frame = hex("00 01 19 01");
  CHECK(bench.take().gasDeciC.quality == Quality::disconnected);
  bench.sensors.thermocouple.frame = hex("00 00 00 00");
  CHECK(bench.take().gasDeciC.quality == Quality::disconnected);
  bench.sensors.thermocouple.frame = hex("64 02 19 00");
  CHECK(bench.take().gasDeciC.quality == Quality::checksum);
  bench.sensors.thermocouple.frame = hex("FF FC 19 00");
  CHECK(bench.take().gasDeciC.value == -3);
  bench.sensors.thermocouple.answers = false;
  CHECK(bench.take().gasDeciC.quality == Quality::disconnected);
  Bench other;
  other.config.gasKind = 2;
  other.sensors.thermocouple.frame = hex("17 68");
  other.run(65000);
  // 187.25 °C.
  CHECK(other.take().gasDeciC.value == 1873);
  other.sensors.thermocouple.frame = hex("00 04");
  CHECK(other.take().gasDeciC.quality == Quality::disconnected);
  // Plugged in again it is believed at once: a thermocouple has nothing to warm up.
  other.sensors.thermocouple.frame = hex("17 68");
  CHECK(other.take().gasDeciC.quality == Quality::ok);
}

TEST_CASE("sampler: a pitot's pressure difference travels with the velocity's code") {
  Bench bench;
  bench.config.flowKind = 3;
  const Sample sample = bench.run(65000);
  CHECK(sample.differenceCentiPa.value == 1000);
  CHECK_FALSE(sample.velocityMmPerS.hasValue);
  CHECK(sample.velocityMmPerS.quality == Quality::ok);
  bench.sensors.i2c.pitot.frame = hex("FE 3E 2E 17 70 B9 00 3C 39");
  CHECK(bench.take().differenceCentiPa.value == -750);
}

TEST_CASE("sampler: every flipped bit of a pitot's frame is a checksum fault") {
  Bench bench;
  bench.config.flowKind = 3;
  bench.run(65000);
  const Bytes whole = bench.sensors.i2c.pitot.frame;
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    bench.sensors.i2c.pitot.frame = withFlippedBit(whole, bit);
    const Sample sample = bench.take();
    CHECK_FALSE(sample.differenceCentiPa.hasValue);
    CHECK(sample.velocityMmPerS.quality == Quality::checksum);
  }
}

TEST_CASE("sampler: a pitot is started once, again after it was replugged, and saturated it is over range") {
  Bench bench;
  bench.config.flowKind = 3;
  FakePitot& pitot = bench.sensors.i2c.pitot;
  // The board restarted and the sensor did not: it refuses the command and measures on.
  pitot.isRunning = true;
  bench.run(65000);
  CHECK(pitot.starts == 0);
  CHECK(bench.take().velocityMmPerS.quality == Quality::ok);
  pitot.isPlugged = pitot.isRunning = false;
  CHECK(bench.take().velocityMmPerS.quality == Quality::disconnected);
  pitot.isPlugged = true;
  CHECK(bench.take().differenceCentiPa.value == 1000);
  bench.run(20000);
  CHECK(pitot.starts == 1);
  Bytes saturated = hex("7F FF 00 13 88 01 00 3C 39");
  saturated[2] = crc8Sensirion(saturated.data(), 2);
  pitot.frame = saturated;
  CHECK(bench.take().velocityMmPerS.quality == Quality::over_range);
}

TEST_CASE("sampler: a wind sensor is asked at its own address, function and register") {
  Bench bench;
  bench.config.flowKind = 2;
  bench.config.windAddress = 0x11;
  bench.config.windFunction = 4;
  bench.config.windRegister = 0x0102;
  bench.config.windMmPerSPerCount = 10;
  bench.sensors.windPort.perRead = 1;
  bench.sensors.windPort.answer = withCrc16(hex("11 04 02 01 90"));
  const Sample sample = bench.run(65000);
  CHECK(Bytes(bench.sensors.windPort.written.begin(), bench.sensors.windPort.written.begin() + 8) ==
        withCrc16(hex("11 04 01 02 00 01")));
  CHECK(sample.velocityMmPerS.value == 4000);
  bench.sensors.windPort.answer = withCrc16(hex("11 04 02 0F A0"));
  CHECK(bench.take().velocityMmPerS.quality == Quality::over_range);
}

TEST_CASE("sampler: a wind sensor's truncated, damaged, missing and refusing answers are faults, and noise does not matter") {
  Bench bench;
  bench.config.flowKind = 2;
  bench.run(65000);
  const Bytes whole = bench.sensors.windPort.answer;
  for (size_t length = 0; length < whole.size(); ++length) {
    bench.sensors.windPort.answer = Bytes(whole.begin(), whole.begin() + static_cast<long>(length));
    CHECK(bench.take().velocityMmPerS.quality == Quality::disconnected);
  }
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    bench.sensors.windPort.answer = withFlippedBit(whole, bit);
    CHECK(isFault(bench.take().velocityMmPerS.quality));
  }
  bench.sensors.windPort.answer = hex("01 83 02 C0 F1");
  CHECK(bench.take().velocityMmPerS.quality == Quality::disconnected);
  bench.sensors.windPort.answer = joined(hex("00 01 FF 01 03"), whole);
  CHECK(bench.take().velocityMmPerS.value == 3200);
}

TEST_CASE("sampler: a cup that stands still is 0, one that bounces is implausible") {
  Bench bench;
  bench.run(65000);
  bench.sensors.pulses.pulses -= 30;
  CHECK(bench.take().velocityMmPerS.value == 0);
  bench.sensors.pulses.pulses += 100000;
  CHECK(bench.take().velocityMmPerS.quality == Quality::implausible);
}

TEST_CASE("sampler: an absent barometer costs nothing but the pressure, and comes back by itself") {
  Bench bench;
  bench.sensors.i2c.barometer.isPlugged = false;
  const Sample without = bench.run(65000);
  CHECK_FALSE(without.pressureDaPa.hasValue);
  CHECK(without.co2Ppm.quality == Quality::ok);
  bench.sensors.i2c.barometer.isPlugged = true;
  CHECK(bench.take().pressureDaPa.value == 10065);
  bench.run(60000);
  CHECK(bench.sensors.i2c.barometer.calibrationsRead == 1);
  bench.sensors.i2c.barometer.registers[0xD0] = 0x55;
  bench.sensors.i2c.barometer.isPlugged = false;
  bench.take();
  bench.sensors.i2c.barometer.isPlugged = true;
  // Another chip at the address is no barometer.
  CHECK_FALSE(bench.take().pressureDaPa.hasValue);
}

TEST_CASE("sampler: with every sensor silent a sample is whole within its time") {
  Bench bench;
  bench.config.flowKind = 2;
  bench.sensors.co2.plug(false);
  bench.sensors.windPort.answer.clear();
  bench.sensors.i2c.barometer.isPlugged = false;
  const Sample sample = bench.take();
  CHECK(sample.co2Ppm.quality == Quality::disconnected);
  CHECK(sample.velocityMmPerS.quality == Quality::disconnected);
  CHECK(bench.tookMs <= 500);
}

TEST_CASE("sampler: standing CO2 and velocity over a fire are stale after ten minutes, and good again when they move") {
  Bench bench;
  bench.run(60000);
  for (int i = 0; i < 120; ++i) {
    bench.sensors.thermocouple.frame[1] ^= 0x10;
    const Sample sample = bench.take();
    CHECK(sample.co2Ppm.quality == Quality::ok);
    CHECK(sample.velocityMmPerS.quality == Quality::ok);
  }
  bench.sensors.thermocouple.frame[1] ^= 0x10;
  const Sample stuck = bench.take();
  CHECK(stuck.co2Ppm.quality == Quality::stale);
  CHECK(stuck.co2Ppm.value == 98000);
  CHECK(stuck.velocityMmPerS.quality == Quality::stale);
  CHECK(stuck.gasDeciC.quality == Quality::ok);
  bench.sensors.co2.ppm = 98010;
  bench.sensors.pulses.pulses += 1;
  const Sample moved = bench.take();
  CHECK(moved.co2Ppm.quality == Quality::ok);
  CHECK(moved.velocityMmPerS.quality == Quality::ok);
}
