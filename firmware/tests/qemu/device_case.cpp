#include <stdio.h>

#include "claims.h"
#include "ram_flash.h"
#include "stack_paint.h"
#include "tiny_board.h"
#include "tiny_broker.h"

namespace ct::qemu {

namespace {

// Not on the stack, as on the chip.
RamFlash<24> flash;
NoValues values;
CountingRng rng;
TinyBroker broker;
native::NoOtaSlots slots;
native::NoImages images;
Co2Wire co2;
OtherSensors sensors;
Co2Wire nobody;
Device device({flash, values, rng, broker, slots, images}, {"ct-kapkoros-1a", "tel", "evt", "1.4.2"},
              {co2, nobody, sensors, sensors, sensors, sensors});

uint64_t uptimeMs = 0;

void run(uint32_t seconds) {
  for (const uint64_t endMs = uptimeMs + seconds * 1000ull; uptimeMs < endMs; uptimeMs += 250) device.tick(uptimeMs);
}

}  // namespace

void deviceThroughAnOutage() {
  paintStack();
  claim(device.start(0), "the device starts on empty flash");
  device.sync(1795478400000ull, 0, TimeQuality::ntp);
  run(600);
  broker.isReachable = false;
  run(2700);
  const uint32_t before = broker.distinct;
  broker.isReachable = true;
  run(900);
  claim(before >= 110 && before <= 122, "ten minutes of readings arrived before the outage");
  claim(device.samplesKept() == 4200 / 5, "a reading every five seconds, outage or not");
  claim(device.samplesRefused() == 0, "none was refused");
  claim(device.station().uplink().isDrained(), "the outage is made up for within fifteen minutes");
  claim(broker.distinct + 2 >= device.samplesKept(), "every reading arrived");
  printf("stack used by a device from start to catching up: %u B\n", static_cast<unsigned>(stackUsed()));
  printf("RAM of a device: %u B\n", static_cast<unsigned>(sizeof(Device)));
}

}  // namespace ct::qemu
