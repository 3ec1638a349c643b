#include "sample.h"

namespace ct {

Channel within(const Channel& channel, int32_t least, int32_t most) {
  if (!channel.hasValue) return channel;
  if (channel.value < least) return Channel::missing(Quality::under_range);
  if (channel.value > most) return Channel::missing(Quality::over_range);
  return channel;
}

Sample withinWireRanges(const Sample& sample) {
  Sample fitted = sample;
  fitted.co2Ppm = within(sample.co2Ppm, 0, 1000000);
  fitted.gasDeciC = within(sample.gasDeciC, -2000, 16000);
  fitted.velocityMmPerS = within(sample.velocityMmPerS, 0, 60000);
  fitted.differenceCentiPa = within(sample.differenceCentiPa, -32767, 32767);
  // One code stands for both on the wire: a pitot that saturated must not look like an anemometer that is fine.
  if (!fitted.differenceCentiPa.hasValue && sample.differenceCentiPa.hasValue) {
    fitted.velocityMmPerS.quality = fitted.differenceCentiPa.quality;
  }
  fitted.pressureDaPa = within(sample.pressureDaPa, 5000, 11500);
  fitted.cellDeciC = within(sample.cellDeciC, -400, 850);
  fitted.batteryMv = within(sample.batteryMv, 0, 30000);
  return fitted;
}

}  // namespace ct
