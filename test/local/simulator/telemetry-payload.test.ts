import { maxTelemetryPayloadBytes, telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import { describe, expect, it } from 'vitest';
import { factoryRecords } from '../../../local/seed/factory-records.ts';
import { saturatingChimneys, unpluggedChimneys } from '../../../local/seed/special-chimneys.ts';
import { dayNumber, shiftOf } from '../../../local/simulator/firing-shift.ts';
import { stackGasAt } from '../../../local/simulator/plant-model.ts';
import { sampleOf } from '../../../local/simulator/sensor-model.ts';
import { telemetryPayload, telemetryRow } from '../../../local/simulator/telemetry-payload.ts';

const now = Date.UTC(2026, 10, 19, 9);
const header = {
  firmware: 'sim-1.0.0',
  configurationRevision: 1,
  samplePeriodS: 5,
  epoch: 1,
  boot: 7,
  rssiDbm: -67,
};
const chimneys = factoryRecords(now).flatMap(({ record, designs }) =>
  designs.flatMap((design) => {
    const dated = record.configurations.find((one) => one.chimneyId === design.chimneyId);
    return dated === undefined ? [] : [{ design, configuration: dated.configuration }];
  }),
);
const chimney = (chimneyId: string) => {
  const found = chimneys.find(({ design }) => design.chimneyId === chimneyId);
  if (found === undefined) throw new Error(`There is no chimney ${chimneyId} in the seed.`);
  return found;
};
const firingAt = (chimneyId: string): number =>
  (shiftOf(chimney(chimneyId).design.plant, dayNumber(now))?.fromMs ?? 0) + 3 * 3_600_000;
const sampleAt = (chimneyId: string, atMs: number) => {
  const { design, configuration } = chimney(chimneyId);
  const defect = unpluggedChimneys.has(chimneyId) ? 'co2_unplugged' : 'none';
  return sampleOf(chimneyId, configuration, stackGasAt(design.plant, atMs), atMs, defect);
};

describe('a simulated telemetry message', () => {
  it('parses with the contract for every chimney, burning or cold, and 60 rows stay below 5 kB', () => {
    for (const { design } of chimneys) {
      const rows = Array.from({ length: 60 }, (_, index) => {
        const takenAtMs = now + index * 1_400_000;
        return telemetryRow({
          ...sampleAt(design.chimneyId, takenAtMs),
          seq: 4_000_000_000 + index,
          takenAtMs,
          timeQuality: 3,
        });
      });
      const payload = telemetryPayload(header, rows);
      expect(telemetryMessageSchema.parse(JSON.parse(payload)).r).toEqual(rows);
      expect(payload.length).toBeLessThan(5_000);
      expect(payload.length).toBeLessThan(maxTelemetryPayloadBytes);
    }
  });

  it('puts the columns in the order of the contract', () => {
    const row = telemetryRow({
      seq: 1,
      takenAtMs: 2,
      timeQuality: 3,
      co2Ppm: 4,
      co2Code: 5,
      gasDeciC: 6,
      gasCode: 7,
      velocityMmPerS: 8,
      velocityCode: 9,
      pressureDifferenceCentiPa: 10,
      barometerDaPa: 5_011,
      cellDeciC: 12,
      batteryMv: 13,
    });
    expect(row).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 5_011, 12, 13]);
  });

  it('names the keys and carries no identity', () => {
    const payload = telemetryPayload(header, [
      telemetryRow({ ...sampleAt('kapkoros-1', now), seq: 0, takenAtMs: now, timeQuality: 3 }),
    ]);
    expect(Object.keys(JSON.parse(payload))).toEqual(['v', 'fw', 'cfg', 'sp', 'ep', 'boot', 'rssi', 'r']);
  });
});

describe('the sensors', () => {
  it('of the saturating chimneys stop at full scale while burning', () => {
    expect(saturatingChimneys.size).toBe(2);
    for (const chimneyId of saturatingChimneys) {
      expect(sampleAt(chimneyId, firingAt(chimneyId))).toMatchObject({ co2Ppm: 5_000, co2Code: 2 });
    }
  });

  it('of an unplugged chimney give null and the code of a disconnected sensor', () => {
    expect(unpluggedChimneys.size).toBe(1);
    for (const chimneyId of unpluggedChimneys) {
      expect(sampleAt(chimneyId, firingAt(chimneyId))).toMatchObject({ co2Ppm: null, co2Code: 5 });
    }
  });

  it('of a pitot give a pressure difference and no velocity', () => {
    const sample = sampleAt('mogogosiek-1', firingAt('mogogosiek-1'));
    expect(sample.velocityMmPerS).toBeNull();
    expect(sample.pressureDifferenceCentiPa).toBeGreaterThan(100);
  });

  it('without a thermocouple give no temperature', () => {
    expect(sampleAt('kiru-2', firingAt('kiru-2'))).toMatchObject({ gasDeciC: null, gasCode: 0 });
  });

  it('behind a dilution probe see a small part of the stack’s CO2', () => {
    const ppm = sampleAt('chebut-4', firingAt('chebut-4')).co2Ppm ?? 0;
    expect(ppm).toBeGreaterThan(2_000);
    expect(ppm).toBeLessThan(10_000);
  });
});
