#include "sensor_ports.h"

namespace ct::esp32 {

void SensorPorts::open(const Fitting& fitting) {
  if (fitting.co2 != Co2Kind::none) co2_.open(9600);
  if (fitting.flow == FlowKind::wind_rs485) wind_.open(fitting.windBaud);
  if (fitting.flow == FlowKind::pulse) pulses_.open();
  if (fitting.gas != GasKind::none) thermocouple_.open();
  if (fitting.flow == FlowKind::sdp8xx || fitting.barometer != BarometerKind::none) i2c_.open();
}

}  // namespace ct::esp32
