import { describe, expect, it } from 'vitest';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { isaPressurePa } from '../../lambdas/domain/physics/atmosphere.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import { configured, firing, hourStartMs } from './scene.ts';

const one = (changes: Partial<Reading> = {}) =>
  firing(hourStartMs, {
    co2Ppm: 112_000,
    gasTemperatureDeciC: 1_720,
    velocityMmPerS: 3_600,
    barometerDaPa: 7_900,
    ...changes,
  });
const sensor = (changes: Partial<typeof configuration.co2Sensor>) =>
  configured({ co2Sensor: { ...configuration.co2Sensor, ...changes } });
const co2 = (changes: Partial<Reading>, plant = configuration) =>
  convertReading(one(changes), plant).channels.co2DryFraction;

describe('the CO2 channel', () => {
  it('takes a wet sample up to the dry basis and leaves the rate on the wet one', () => {
    const wet = convertReading(one(), sensor({ basis: 'wet' }));
    expect(wet.channels.co2DryFraction.value).toBeCloseTo(0.112 / 0.87, 12);
    expect(wet.rateKgPerS).toBeCloseTo((convertReading(one(), configuration).rateKgPerS ?? 0) / 0.87, 12);
  });

  it('calibrates, then corrects for pressure and temperature, then undoes dilution', () => {
    const plant = sensor({
      calibrationInterceptPpm: 100,
      calibrationSlope: 1.02,
      compensated: false,
      dilution: { ratio: 50, airCo2Ppm: 425 },
    });
    const calibrated = 100 + 1.02 * 1_800;
    const corrected = calibrated * (101_325 / 79_000) * ((35 + 273.15) / 298.15);
    const channel = co2({ co2Ppm: 1_800, cellTemperatureDeciC: 350 }, plant);
    expect(channel.value).toBeCloseTo((50 * corrected - 49 * 425) * 1e-6, 12);
    expect(channel.state).toBe('valid');
  });

  it('assumes 25 °C in an uncompensated cell without a thermometer, and says so', () => {
    const converted = convertReading(
      one({ cellTemperatureDeciC: null, co2Ppm: 60_000 }),
      sensor({ compensated: false }),
    );
    expect(converted.channels.co2DryFraction.value).toBeCloseTo(0.06 * (101_325 / 79_000), 12);
    expect(converted.marks).toContain('assumed_cell_temperature');
    expect(convertReading(one({ cellTemperatureDeciC: null }), configuration).marks).toEqual([]);
  });

  it('judges range on the raw value, before calibration could hide it', () => {
    const plant = sensor({ fullScalePpm: 5_000, calibrationSlope: 0.5 });
    expect(co2({ co2Ppm: 5_000 }, plant)).toEqual({
      value: expect.closeTo(0.0025, 12),
      state: 'over_range',
      assumedCellTemperature: false,
    });
    expect(co2({ co2Ppm: 4_999 }, plant).state).toBe('valid');
  });

  it('is under range below zero and implausible above 20.5 % of dry gas', () => {
    expect(co2({ co2Ppm: 50 }, sensor({ calibrationInterceptPpm: -100 })).state).toBe('under_range');
    const wide = sensor({ fullScalePpm: 1_000_000 });
    expect(co2({ co2Ppm: 205_000 }, wide).state).toBe('valid');
    expect(co2({ co2Ppm: 205_001 }, wide).state).toBe('implausible');
    expect(co2({ co2Ppm: 190_000 }, sensor({ basis: 'wet', fullScalePpm: 300_000 })).state).toBe(
      'implausible',
    );
  });

  it('never reads missing as zero', () => {
    expect(co2({ co2Ppm: null })).toMatchObject({ value: null, state: 'missing' });
    expect(convertReading(one({ co2Ppm: null }), configuration).rateKgPerS).toBeNull();
    expect(convertReading(one({ co2Ppm: 0 }), configuration).rateKgPerS).toBe(0);
  });

  it('hides the value of a failed sensor and shows that of a warming one', () => {
    expect(co2({ co2Code: 6 })).toMatchObject({ value: null, state: 'fault' });
    expect(co2({ co2Code: 1 })).toMatchObject({ value: expect.closeTo(0.112, 12), state: 'warm_up' });
  });

  it('keeps the state the device reports over our own range check', () => {
    expect(co2({ co2Code: 9, co2Ppm: 200_000 }).state).toBe('calibrating');
  });
});

describe('temperature and pressure', () => {
  it.each([
    [-100, 'valid'],
    [-101, 'implausible'],
    [6_000, 'valid'],
    [6_001, 'implausible'],
  ])('gas of %i tenths of a degree is %s', (gasTemperatureDeciC, state) => {
    expect(convertReading(one({ gasTemperatureDeciC }), configuration).channels.gasTemperatureC.state).toBe(
      state,
    );
  });

  it('a faulty thermocouple is a fault, not the assumed constant', () => {
    const converted = convertReading(one({ gasTemperatureCode: 5 }), configuration);
    expect(converted.channels.gasTemperatureC).toEqual({ value: null, state: 'fault' });
    expect(converted.counts).toBe(false);
  });

  it('without a thermocouple the constant is used, marked, and proves no fire', () => {
    const plant = configured({ assumedGasTemperatureC: 180 });
    const converted = convertReading(one({ gasTemperatureDeciC: null, co2Ppm: 450 }), plant);
    expect(converted.channels.gasTemperatureC).toEqual({ value: 180, state: 'assumed' });
    expect(converted.marks).toEqual(['assumed_temperature']);
    expect(converted.counts).toBe(true);
    expect(converted.looksFiring).toBe(false);
  });

  it('without a barometer the altitude is used and marked', () => {
    const converted = convertReading(one({ barometerDaPa: null }), configuration);
    expect(converted.channels.pressurePa).toEqual({ value: isaPressurePa(2_000), state: 'assumed' });
    expect(converted.marks).toEqual(['assumed_pressure']);
    expect(converted.counts).toBe(true);
  });

  it('a barometer more than 3 % off the altitude is implausible, and nothing is assumed in its place', () => {
    const standard = isaPressurePa(2_000);
    const at = (pressurePa: number) =>
      convertReading(one({ barometerDaPa: Math.round(pressurePa / 10) }), configuration);
    expect(at(standard * 1.029).channels.pressurePa.state).toBe('valid');
    expect(at(standard * 1.031).channels.pressurePa.state).toBe('implausible');
    expect(at(standard * 0.971).channels.pressurePa.state).toBe('valid');
    expect(at(standard * 0.969).channels.pressurePa.state).toBe('implausible');
    expect(at(101_325).rateKgPerS).toBeNull();
  });

  it('a barometer below 60 kPa is implausible wherever it stands', () => {
    const high = configured({ altitudeM: 4_000 });
    expect(convertReading(one({ barometerDaPa: 6_000 }), high).channels.pressurePa.state).toBe('valid');
    expect(convertReading(one({ barometerDaPa: 5_999 }), high).channels.pressurePa.state).toBe('implausible');
  });
});

describe('velocity', () => {
  const pitotPlant = configured({
    velocityProbe: { kind: 'pitot', coefficient: 0.84 },
    moistureFraction: 0.12,
    uncertainty: {
      ...configuration.uncertainty,
      pitotCoefficientRelative: 0.02,
      pressureDifferenceRelative: 0.06,
    },
  });
  const pitot = (changes: Partial<Reading>) =>
    convertReading(one({ velocityMmPerS: null, pressureDifferenceCentiPa: 600, ...changes }), pitotPlant);

  it('by pitot is Cp·√(2ΔP/ρ) of the moist gas, oxygen following from CO2', () => {
    const oxygen = 20.9 * (1 - (11.2 * 9_240) / (100 * 1_830));
    const dry = 0.44 * 11.2 + 0.32 * oxygen + 0.28 * (100 - 11.2 - oxygen);
    const wet = dry * 0.88 + 18 * 0.12;
    const density = (79_000 * wet) / 1_000 / (8.31446261815324 * (172 + 273.15));
    expect(pitot({}).channels.velocityMPerS.value).toBeCloseTo(0.84 * Math.sqrt((2 * 6) / density), 10);
    expect(pitot({}).counts).toBe(true);
  });

  it('by pitot is 0 and under range when the flow reverses', () => {
    expect(pitot({ pressureDifferenceCentiPa: -1 }).channels.velocityMPerS).toEqual({
      value: 0,
      state: 'under_range',
    });
    expect(pitot({ pressureDifferenceCentiPa: 0 }).channels.velocityMPerS).toEqual({
      value: 0,
      state: 'valid',
    });
  });

  it('by pitot is missing where temperature or CO2 is missing', () => {
    expect(pitot({ gasTemperatureDeciC: null }).channels.velocityMPerS.state).toBe('missing');
    expect(pitot({ co2Ppm: null }).channels.velocityMPerS.state).toBe('missing');
  });

  it('by pitot carries half of what stands under the root', () => {
    const parts = [0.03, 0.02, 0.03, 0.1, 0.02, 0.005, 1.5 / (172 + 273.15), 0.02 / 0.88];
    expect(pitot({}).expandedUncertaintyRelative).toBeCloseTo(2 * Math.hypot(...parts), 12);
  });

  it('by pitot ignores an anemometer, and the other way round', () => {
    expect(
      convertReading(one({ velocityMmPerS: null, pressureDifferenceCentiPa: 600 }), configuration).channels
        .velocityMPerS.state,
    ).toBe('missing');
  });

  it('is plausible up to 30 m/s', () => {
    const state = (velocityMmPerS: number) =>
      convertReading(one({ velocityMmPerS }), configuration).channels.velocityMPerS.state;
    expect([state(30_000), state(30_001)]).toEqual(['valid', 'implausible']);
  });
});
