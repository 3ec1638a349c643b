import type { TelemetryRow } from '@carbon-track/contract/telemetry.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { specificEmbeddedEmissions } from '../../lambdas/domain/cbam/embedded-emissions.ts';
import { assignmentOf, configurationAt, primaryDeviceAt } from '../../lambdas/domain/dated.ts';
import { fuelFactorOn, fuelFactors } from '../../lambdas/domain/factors/fuels.ts';
import { gridFactorOn, gridFactors } from '../../lambdas/domain/factors/grid.ts';
import { sourcedRows } from '../../lambdas/domain/factors/sourced.ts';
import { warmingPotentials } from '../../lambdas/domain/factors/warming-potentials.ts';
import { fuelGases, massOfVolumeKg } from '../../lambdas/domain/fuel/fuel-emissions.ts';
import { dryNcvGjPerT, wetBasisMoisture, wetNcvGjPerT } from '../../lambdas/domain/fuel/wet-wood.ts';
import { ratioOfSums } from '../../lambdas/domain/intensity.ts';
import {
  addDays,
  dayMs,
  hourMs,
  nairobiDate,
  nairobiDayStartMs,
  nairobiHourIndex,
} from '../../lambdas/domain/nairobi.ts';
import { isValidQaHour, percentMonitorAvailability } from '../../lambdas/domain/part75/hour-validity.ts';
import { seaLevelAssumptionFactor, stationPressure } from '../../lambdas/domain/physics/atmosphere.ts';
import { circularAreaM2 } from '../../lambdas/domain/physics/duct.ts';
import { kelvinOf } from '../../lambdas/domain/physics/gas-density.ts';
import { dryFraction, wetFraction } from '../../lambdas/domain/physics/moisture.ts';
import { co2GramPerNm3 } from '../../lambdas/domain/physics/normal-flow.ts';
import { oxygenFromCo2Percent, pitotVelocityMPerS } from '../../lambdas/domain/physics/pitot.ts';
import { rateUncertaintyRelative, standardFromLimit } from '../../lambdas/domain/physics/uncertainty.ts';
import { readingsOfMessage } from '../../lambdas/domain/readings-of-message.ts';
import { decimalDifference, roundHalfAway } from '../../lambdas/domain/rounding.ts';
import { sampleStatistics } from '../../lambdas/domain/substitution/substitute-concentration.ts';
import { configuration } from '../fakes/plant.ts';
import { assigned, dated } from './scene.ts';

describe('the Nairobi day', () => {
  it('begins at 21:00 UTC of the day before', () => {
    expect(nairobiDayStartMs('2026-11-24')).toBe(Date.parse('2026-11-23T21:00:00.000Z'));
    expect(nairobiDate(Date.parse('2026-11-23T20:59:59.999Z'))).toBe('2026-11-23');
    expect(nairobiDate(Date.parse('2026-11-23T21:00:00.000Z'))).toBe('2026-11-24');
  });

  it('has 24 hours in order, on every day of a century', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), fc.integer({ min: 0, max: dayMs - 1 }), (days, ms) => {
        const date = addDays('1970-01-02', days);
        const instant = nairobiDayStartMs(date) + ms;
        expect(nairobiDate(instant)).toBe(date);
        expect(nairobiHourIndex(instant)).toBe(Math.floor(ms / hourMs));
        expect(addDays(addDays(date, 40), -40)).toBe(date);
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '24.11.2026', '2026-11-24T00:00', ''])('refuses %j', (date) => {
    expect(() => nairobiDayStartMs(date)).toThrow(RangeError);
  });
});

describe('a message', () => {
  it('becomes readings with every column under its name', () => {
    const row: TelemetryRow = [7, 1_795_478_400_000, 3, 1, 2, 3, 4, 5, 6, 8, 5_009, 10, 11];
    const message = { v: 1 as const, fw: '1', cfg: 1, sp: 30, ep: 9, boot: 1, rssi: null, r: [row] };
    expect(readingsOfMessage(message, 'ct-a', 'uploaded')).toEqual([
      {
        deviceId: 'ct-a',
        epoch: 9,
        samplePeriodS: 30,
        origin: 'uploaded',
        seq: 7,
        takenAtMs: 1_795_478_400_000,
        timeQuality: 3,
        co2Ppm: 1,
        co2Code: 2,
        gasTemperatureDeciC: 3,
        gasTemperatureCode: 4,
        velocityMmPerS: 5,
        velocityCode: 6,
        pressureDifferenceCentiPa: 8,
        barometerDaPa: 5_009,
        cellTemperatureDeciC: 10,
        batteryMv: 11,
      },
    ]);
  });
});

describe('what is in force', () => {
  it('begins with its first instant and ends before its last', () => {
    const [early, late] = [dated({ toMs: 100 }), dated({ fromMs: 100, revision: 2 })];
    expect(configurationAt([early, late], 'kapkoros-1', 99)?.revision).toBe(1);
    expect(configurationAt([early, late], 'kapkoros-1', 100)?.revision).toBe(2);
    expect(configurationAt([early], 'kapkoros-1', 100)).toBeNull();
    expect(configurationAt([early], 'kapkoros-2', 50)).toBeNull();
    expect(configurationAt([dated({ revision: 3 }), dated({ revision: 2 })], 'kapkoros-1', 0)?.revision).toBe(
      3,
    );
  });

  it('is one primary source: lowest priority, then the later start, then the id', () => {
    const a = assigned({ deviceId: 'a', priority: 1, fromMs: 5 });
    const primary = (...others: Parameters<typeof assigned>[0][]) =>
      primaryDeviceAt([a, ...others.map((other) => assigned(other))], 'kapkoros-1', 10);
    expect(primary({ deviceId: 'b', priority: 0 })).toBe('b');
    expect(primary({ deviceId: 'b', priority: 1, fromMs: 6 })).toBe('b');
    expect(primary({ deviceId: 'b', priority: 1, fromMs: 4 })).toBe('a');
    expect(primary({ deviceId: '0', priority: 1, fromMs: 5 })).toBe('0');
    expect(primaryDeviceAt([a], 'kapkoros-1', 4)).toBeNull();
  });

  it('is one chimney per device, and a device moved on does not stay primary where it was', () => {
    const moved = [assigned({ fromMs: 0 }), assigned({ chimneyId: 'kapkoros-2', fromMs: 50 })];
    expect(assignmentOf(moved, 'ct-kapkoros-1a', 60)?.chimneyId).toBe('kapkoros-2');
    expect(primaryDeviceAt(moved, 'kapkoros-1', 60)).toBeNull();
    expect(primaryDeviceAt(moved, 'kapkoros-1', 40)).toBe('ct-kapkoros-1a');
  });
});

describe('factors', () => {
  it('all carry a source and a date', () => {
    for (const row of [...fuelFactors, ...gridFactors, ...warmingPotentials]) {
      expect(row.source.length).toBeGreaterThan(10);
      expect(row.sourceDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(fuelFactors).toHaveLength(9);
  });

  it('do not load without them', () => {
    const row = { source: 'A table', sourceDate: '2026-01-01', fromDate: '2026-01-01', toDate: null };
    expect(sourcedRows('t', [row])).toEqual([row]);
    expect(() => sourcedRows('t', [row, { ...row, source: ' ' }])).toThrow(/t\[1\] has no source/);
    expect(() => sourcedRows('t', [{ ...row, sourceDate: '' }])).toThrow(/no date/);
    expect(() => sourcedRows('t', [{ ...row, fromDate: 'soon' }])).toThrow(/no date/);
    expect(() => sourcedRows('t', [])).toThrow(/no rows/);
  });

  it('apply by date and are an error, not zero, where there is none', () => {
    expect(gridFactorOn('2023-12-31').kgPerKwh).toBe(0.070492);
    expect(gridFactorOn('2024-01-01').kgPerKwh).toBe(0.08483);
    expect(() => gridFactorOn('2022-12-31')).toThrow(/no factor for grid electricity/);
    expect(() => fuelFactorOn('diesel', '2001-01-01')).toThrow(/diesel/);
  });

  it.each([
    ['diesel', 3.1863],
    ['residual-fuel-oil', 3.12696],
    ['lpg', 2.98463],
    ['kerosene', 3.14922],
    ['bituminous-coal', 2.44068],
    ['coal-briquette', 2.01825],
    ['firewood', 1.7472],
    ['biomass-briquette', 1.16],
    ['charcoal', 3.304],
  ] as const)('give %s %f kg CO2 per kg', (fuel, expected) => {
    expect(fuelGases(1, fuelFactorOn(fuel, '2026-11-24')).co2Kg).toBeCloseTo(expected, 9);
  });
});

describe('reference functions', () => {
  it('accept a QA hour with two points 15 min apart', () => {
    expect([isValidQaHour([0, 15]), isValidQaHour([0, 14]), isValidQaHour([30])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('have no availability where nothing operated', () =>
    expect(percentMonitorAvailability(0, 0)).toBeNull());

  it('round the digits a person sees, half away from zero', () => {
    expect([
      roundHalfAway(1.005, 2),
      roundHalfAway(-1.25, 1),
      roundHalfAway(2.45, 1),
      decimalDifference(14.95, 14),
    ]).toEqual([1.01, -1.3, 2.5, 0.95]);
  });

  it('clip the oxygen left over at 0 and know air', () => {
    expect(oxygenFromCo2Percent(0)).toBe(20.9);
    expect(oxygenFromCo2Percent(20)).toBe(0);
  });

  it('assume pressure by altitude, at sea level only without one', () => {
    expect(stationPressure(80_000, 2_000)).toEqual({ pressurePa: 80_000, assumed: false });
    expect(stationPressure(null, null)).toEqual({ pressurePa: 101_325, assumed: true });
    expect(stationPressure(null, 2_000).pressurePa).toBeCloseTo(79_495.2, 1);
    expect(seaLevelAssumptionFactor(2_000)).toBeCloseTo(1.2746053, 6);
    expect(co2GramPerNm3).toBeCloseTo(1_963.485, 3);
  });

  it('go from wet to dry and back', () => {
    expect(wetFraction(dryFraction(0.1, 0.13), 0.13)).toBeCloseTo(0.1, 12);
    expect(dryFraction(0.087, 0.13)).toBeCloseTo(0.1, 12);
    expect(wetBasisMoisture(1)).toBe(0.5);
    expect(wetNcvGjPerT(dryNcvGjPerT(15.6, 0.15), 0.15)).toBeCloseTo(15.6, 12);
  });

  it('turn data-sheet limits into standard uncertainties, and agree with the conversion', () => {
    expect(standardFromLimit(3)).toBeCloseTo(Math.sqrt(3), 12);
    const parts = [0.03, 0.03, 0.1, 0.02, 0.01, 3 / 453.15, 0.02 / 0.87];
    expect(rateUncertaintyRelative(configuration, 180)).toBeCloseTo(2 * Math.hypot(...parts), 12);
  });
});

describe('impossible input fails where it is given', () => {
  it.each([
    ['a diameter of 0', () => circularAreaM2(0)],
    ['absolute zero', () => kelvinOf(-273.15)],
    ['moisture of 100 %', () => dryFraction(0.1, 1)],
    ['a moisture in percent', () => wetFraction(0.1, 14)],
    ['reverse flow', () => pitotVelocityMPerS(0.84, -1, 0.6)],
    ['a density of 0', () => pitotVelocityMPerS(0.84, 1, 0)],
    ['wood of 66 % water', () => wetNcvGjPerT(18, 0.66)],
    ['wood of negative moisture', () => dryNcvGjPerT(18, -0.01)],
    ['negative fuel', () => massOfVolumeKg(-1, 0.84)],
    ['negative mass', () => fuelGases(-1, fuelFactorOn('diesel', '2026-11-24'))],
    ['no production', () => specificEmbeddedEmissions(1, 0)],
    ['one value for a deviation', () => sampleStatistics([1])],
    ['lists of unequal length', () => ratioOfSums([1, 2], [1])],
    ['NaN', () => circularAreaM2(Number.NaN)],
  ])('%s', (_, call) => expect(call).toThrow(RangeError));

  it('but no production at all is no ratio', () => expect(ratioOfSums([1], [0])).toBeNull());
});
