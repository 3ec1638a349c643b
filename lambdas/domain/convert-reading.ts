import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import type { Mark } from '@carbon-track/contract/quality.ts';
import { type Channel, isUsable } from './channel-state.ts';
import { type Co2Channel, co2Channel } from './co2-channel.ts';
import { gasTemperatureChannel, pressureChannel } from './gas-channels.ts';
import { actualFlowM3PerS } from './physics/duct.ts';
import { kelvinOf } from './physics/gas-density.ts';
import { massRateFromWetKgPerS } from './physics/mass-rate.ts';
import { wetFraction } from './physics/moisture.ts';
import { concentrationGPerNm3, normalFlowNm3PerS } from './physics/normal-flow.ts';
import { expandedUncertainty } from './physics/uncertainty.ts';
import { type PreparedConfiguration, prepareConfiguration } from './prepare-configuration.ts';
import type { Reading } from './reading.ts';
import { velocityChannel } from './velocity-channel.ts';

/** A reading in physical units. Channels keep values that do not count; rates are null unless all four channels count. */
export type ConvertedReading = {
  readonly reading: Reading;
  readonly channels: {
    readonly co2DryFraction: Channel;
    readonly gasTemperatureC: Channel;
    readonly velocityMPerS: Channel;
    readonly pressurePa: Channel;
  };
  readonly marks: readonly Mark[];
  /** Valid on every channel and timed by RTC or NTP: enters totals. */
  readonly counts: boolean;
  readonly rateKgPerS: number | null;
  readonly flowNm3PerS: number | null;
  readonly concentrationGPerNm3: number | null;
  /** k = 2, of the rate. */
  readonly expandedUncertaintyRelative: number | null;
  /** Null: the reading cannot tell. */
  readonly looksFiring: boolean | null;
};

/** Time qualities 2 (RTC) and 3 (NTP) count; 0 and 1 are stored and shown. */
export const leastCountingTimeQuality = 2;

/**
 * Raw reading → kg/s = c_wet · k·v·A · P·M/(R·T), with the configuration in force at the reading's time.
 * Order: range on the raw value, calibration, pressure and temperature correction, dilution, plausibility on the
 * dry basis, mass. Never throws for a reading that fits the contract: what is wrong becomes a state.
 */
export const convertReading = (reading: Reading, configuration: ChimneyConfiguration): ConvertedReading =>
  convertPrepared(reading, prepareConfiguration(configuration));

/** The same with the configuration's constants worked out once: for loops over many readings. */
export const convertPrepared = (reading: Reading, prepared: PreparedConfiguration): ConvertedReading => {
  const pressurePa = pressureChannel(reading, prepared);
  const gasTemperatureC = gasTemperatureChannel(reading, prepared);
  const co2DryFraction = co2Channel(reading, prepared, pressurePa);
  const velocityMPerS = velocityChannel(reading, prepared, { pressurePa, gasTemperatureC, co2DryFraction });
  return withRates(
    reading,
    { co2DryFraction, gasTemperatureC, velocityMPerS, pressurePa },
    marksOf(reading, pressurePa, gasTemperatureC, co2DryFraction),
    prepared,
  );
};

const marksOf = (reading: Reading, pressure: Channel, temperature: Channel, co2: Co2Channel): Mark[] => {
  const marks: Mark[] = [];
  if (pressure.state === 'assumed') marks.push('assumed_pressure');
  if (temperature.state === 'assumed') marks.push('assumed_temperature');
  if (co2.assumedCellTemperature) marks.push('assumed_cell_temperature');
  if (reading.timeQuality < leastCountingTimeQuality) marks.push('clock_uncertain');
  return marks;
};

/** Works the rates out of finished channels: used again when a channel's state is changed by what lies around it. */
export const withRates = (
  reading: Reading,
  channels: ConvertedReading['channels'],
  marks: readonly Mark[],
  prepared: PreparedConfiguration,
): ConvertedReading => {
  const rates = ratesOf(channels, prepared);
  return {
    reading,
    channels,
    marks,
    counts: rates !== null && reading.timeQuality >= leastCountingTimeQuality,
    rateKgPerS: rates === null ? null : rates.rateKgPerS,
    flowNm3PerS: rates === null ? null : rates.flowNm3PerS,
    concentrationGPerNm3: rates === null ? null : rates.concentrationGPerNm3,
    expandedUncertaintyRelative: rates === null ? null : rates.expandedUncertaintyRelative,
    looksFiring: looksFiring(channels, rates !== null, prepared),
  };
};

const usableValue = (channel: Channel): number | null => (isUsable(channel.state) ? channel.value : null);

const ratesOf = (channels: ConvertedReading['channels'], prepared: PreparedConfiguration) => {
  const co2Dry = usableValue(channels.co2DryFraction);
  const temperatureC = usableValue(channels.gasTemperatureC);
  const velocity = usableValue(channels.velocityMPerS);
  const pressurePa = usableValue(channels.pressurePa);
  if (co2Dry === null || temperatureC === null || velocity === null || pressurePa === null) return null;
  const { configuration } = prepared;
  const flowM3PerS = actualFlowM3PerS(velocity, prepared.areaM2, configuration.profileFactor);
  const co2Wet = wetFraction(co2Dry, configuration.moistureFraction);
  return {
    rateKgPerS: massRateFromWetKgPerS(co2Wet, { flowM3PerS, temperatureC, pressurePa }),
    flowNm3PerS: normalFlowNm3PerS(flowM3PerS, temperatureC, pressurePa),
    concentrationGPerNm3: concentrationGPerNm3(co2Wet),
    expandedUncertaintyRelative: expandedUncertainty(
      Math.sqrt(prepared.fixedVariance + (prepared.temperatureTermK / kelvinOf(temperatureC)) ** 2),
    ),
  };
};

/**
 * Evidence of firing is taken from any good channel, also beside a bad one: a saturated CO2 sensor over a hot
 * chimney must not read as "off". A CO2 value over range is "at least this much". An assumed temperature proves nothing.
 * "Off" needs a reading that is valid throughout.
 */
const looksFiring = (
  channels: ConvertedReading['channels'],
  isValid: boolean,
  prepared: PreparedConfiguration,
): boolean | null => {
  const { firingGasTemperatureC, firingCo2DryFraction } = prepared.configuration.thresholds;
  const { co2DryFraction: co2, gasTemperatureC: temperature } = channels;
  const co2Speaks = isUsable(co2.state) || co2.state === 'over_range';
  if (co2Speaks && co2.value !== null && co2.value >= firingCo2DryFraction) return true;
  const isHot = temperature.value !== null && temperature.value >= firingGasTemperatureC;
  if (temperature.state === 'valid' && isHot) return true;
  return isValid ? false : null;
};
