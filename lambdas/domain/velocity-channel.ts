import { type Channel, isUsable, missingChannel, stateOfQualityCode } from './channel-state.ts';
import {
  dryMolarMassGPerMol,
  oxygenFromCo2Percent,
  pitotVelocityMPerS,
  stackGasDensityKgPerM3,
  wetMolarMassGPerMol,
} from './physics/pitot.ts';
import { isPlausibleVelocity, maxPlausibleCo2DryFraction } from './physics/plausibility.ts';
import type { PreparedConfiguration } from './prepare-configuration.ts';
import type { Reading } from './reading.ts';

type Gas = {
  readonly pressurePa: Channel;
  readonly gasTemperatureC: Channel;
  readonly co2DryFraction: Channel;
};

/** m/s at the probe, from the anemometer or the pitot, whichever the chimney has. */
export const velocityChannel = (reading: Reading, prepared: PreparedConfiguration, gas: Gas): Channel => {
  const { velocityProbe } = prepared.configuration;
  const raw = velocityProbe.kind === 'pitot' ? reading.pressureDifferenceCentiPa : reading.velocityMmPerS;
  const claimed = stateOfQualityCode(reading.velocityCode, raw !== null);
  if (raw === null || claimed === 'fault') return { value: null, state: claimed };
  if (velocityProbe.kind === 'anemometer') return checked(raw / 1_000, claimed);
  if (raw < 0) return { value: 0, state: isUsable(claimed) ? 'under_range' : claimed };
  const value = pitotVelocity(raw / 100, velocityProbe.coefficient, prepared, gas);
  return value === null ? missingChannel : checked(value, claimed);
};

const checked = (value: number, claimed: Channel['state']): Channel => ({
  value,
  state: isUsable(claimed) && !isPlausibleVelocity(value) ? 'implausible' : claimed,
});

/** Needs the gas's density, and so its temperature and CO2: null where one of them has no value. */
const pitotVelocity = (
  pressureDifferencePa: number,
  coefficient: number,
  prepared: PreparedConfiguration,
  gas: Gas,
): number | null => {
  const temperatureC = gas.gasTemperatureC.value;
  const co2 = gas.co2DryFraction.value;
  if (temperatureC === null || co2 === null || gas.pressurePa.value === null) return null;
  // Values beside a bad state only serve a figure that is shown, but must not break the formula.
  const co2Percent = 100 * Math.min(Math.max(co2, 0), maxPlausibleCo2DryFraction);
  const dryMass = dryMolarMassGPerMol(co2Percent, oxygenFromCo2Percent(co2Percent));
  const wetMass = wetMolarMassGPerMol(dryMass, prepared.configuration.moistureFraction);
  const densityKgPerM3 = stackGasDensityKgPerM3(wetMass, temperatureC, gas.pressurePa.value);
  return pitotVelocityMPerS(coefficient, pressureDifferencePa, densityKgPerM3);
};
