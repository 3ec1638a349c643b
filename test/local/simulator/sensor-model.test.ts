import { describe, expect, it } from 'vitest';
import { configurationOf } from '../../../local/seed/chimney-configuration.ts';
import { chimneyDesigns } from '../../../local/seed/chimney-design.ts';
import { factoryRows } from '../../../local/seed/factory-rows.ts';
import { type FittedSensors, fittedSensors } from '../../../local/simulator/fitted-sensors.ts';
import { stackGasAt } from '../../../local/simulator/plant-model.ts';
import { sampleOf, sampleOfReadings } from '../../../local/simulator/sensor-model.ts';

const chimneys = factoryRows
  .flatMap(chimneyDesigns)
  .map((design) => ({ design, configuration: configurationOf(design) }));
const startMs = Date.UTC(2026, 10, 19, 9);

const samplesOf = ({ design, configuration }: (typeof chimneys)[number]) =>
  Array.from({ length: 40 }, (_, index) => {
    const atMs = startMs + index * 137_000;
    return sampleOf(design.chimneyId, configuration, stackGasAt(design.plant, atMs), atMs);
  });

/** Values 0.25 °C can have in 0.1 °C, rounded half up: …, 0, 3, 5, 8, 10. */
const isQuarter = (deciC: number): boolean => [0, 3, 5, 8].includes(deciC % 10);

describe('the sensors of a simulated device', () => {
  it('show values in the steps of the parts that are fitted, and no others', () => {
    for (const chimney of chimneys) {
      const { co2PpmPerCount } = fittedSensors(chimney.configuration);
      for (const sample of samplesOf(chimney)) {
        expect((sample.co2Ppm ?? 0) % co2PpmPerCount).toBe(0);
        expect(sample.gasDeciC === null || isQuarter(sample.gasDeciC)).toBe(true);
        expect((sample.velocityMmPerS ?? 0) % 100).toBe(0);
        expect((sample.cellDeciC ?? 1) % 10).toBe(0);
        expect((sample.batteryMv ?? 1) % 100).toBe(0);
      }
    }
  });

  it('still move over a fire, so that nothing looks like a sensor that stands', () => {
    const burning = chimneys
      .filter(({ configuration }) => fittedSensors(configuration).flow === 'wind_rs485')
      .map(samplesOf)
      .filter((samples) => samples.every(({ gasDeciC }) => (gasDeciC ?? 0) > 1_000));
    expect(burning.length).toBeGreaterThan(50);
    for (const samples of burning) {
      expect(new Set(samples.map(({ velocityMmPerS }) => velocityMmPerS)).size).toBeGreaterThan(1);
      expect(new Set(samples.map(({ gasDeciC }) => gasDeciC)).size).toBeGreaterThan(5);
    }
  });

  it('decode as the firmware does: halves away from zero, counts of a pitot by its scale, a full scale as over range', () => {
    const readings = {
      ...{ co2Ppm: 200_000, gasQuarterC: 741, velocityMmPerS: null, differenceCounts: 1_801 },
      ...{ pressureDaPa: 8_131, cellC: 31, batteryMv: 13_200 },
    };
    const fitted: FittedSensors = {
      co2: 'gss',
      co2FullScalePpm: 200_000,
      co2PpmPerCount: 10,
      gas: 'max31855',
      flow: 'sdp8xx',
    };
    expect(sampleOfReadings(readings, fitted)).toEqual({
      ...{ co2Ppm: 200_000, co2Code: 2, gasDeciC: 1_853, gasCode: 0, velocityMmPerS: null, velocityCode: 0 },
      ...{ pressureDifferenceCentiPa: 750, barometerDaPa: 8_131, cellDeciC: 310, batteryMv: 13_200 },
    });
  });

  it('that do not answer are disconnected, where one is fitted', () => {
    const silent = {
      ...{ co2Ppm: null, gasQuarterC: null, velocityMmPerS: null, differenceCounts: null },
      ...{ pressureDaPa: null, cellC: null, batteryMv: null },
    };
    const fitted = { co2: 'gss', co2FullScalePpm: 200_000, co2PpmPerCount: 10 } as const;
    const codes = (gas: 'max31855' | 'none') => {
      const { co2Code, gasCode, velocityCode } = sampleOfReadings(silent, {
        ...fitted,
        gas,
        flow: 'wind_rs485',
      });
      return [co2Code, gasCode, velocityCode];
    };
    expect(codes('max31855')).toEqual([5, 5, 5]);
    expect(codes('none')).toEqual([5, 0, 5]);
  });
});
