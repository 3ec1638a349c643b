import type { ChimneySnapshot } from '@carbon-track/contract/emissions.ts';
import type { ConvertedReading } from './convert-reading.ts';

/**
 * What one chimney shows at one reading. The rate is shown also where the clock is uncertain (the marks say so);
 * U is k = 2 in kg/s. The operating state is this reading's own: unknown where it cannot tell.
 */
export const chimneySnapshot = (converted: ConvertedReading, chimneyId: string): ChimneySnapshot => {
  const { reading, channels, rateKgPerS, expandedUncertaintyRelative, looksFiring } = converted;
  const hasRate = rateKgPerS !== null && expandedUncertaintyRelative !== null;
  return {
    chimneyId,
    deviceId: reading.deviceId,
    takenAtMs: reading.takenAtMs,
    rateKgPerS,
    expandedUncertaintyKgPerS: hasRate ? rateKgPerS * expandedUncertaintyRelative : null,
    operatingState: looksFiring === null ? 'unknown' : looksFiring ? 'firing' : 'off',
    co2DryFraction: plain(channels.co2DryFraction),
    gasTemperatureC: plain(channels.gasTemperatureC),
    velocityMPerS: plain(channels.velocityMPerS),
    pressurePa: plain(channels.pressurePa),
    marks: [...converted.marks],
  };
};

const plain = (channel: ConvertedReading['channels']['pressurePa']) => ({
  value: channel.value,
  state: channel.state,
});
