import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthAttributes, minuteFromItem, minuteItem } from '../../lambdas/adapters/minute-item.ts';
import {
  isReadingName,
  packReading,
  readingName,
  unpackReading,
} from '../../lambdas/adapters/packed-reading.ts';
import { itemBytes } from '../fakes/item-bytes.ts';
import { anyContent, anyEpoch, anyMillisecond, anySeq, health, reading } from '../fakes/readings.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');
const reserved = ['pk', 'sk', 'full', ...Object.keys(healthAttributes(minuteMs, health))];

describe('a packed reading', () => {
  it('comes back as it was, for any content, epoch, seq and millisecond', () => {
    fc.assert(
      fc.property(anyContent, anyEpoch, anySeq, anyMillisecond, (content, epoch, seq, ms) => {
        const original = reading({ ...content, epoch, seq, takenAtMs: minuteMs + ms });
        const back = unpackReading(original.deviceId, minuteMs, readingName(original), packReading(original));
        expect(back).toEqual(original);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps each edge of each column apart from null', () => {
    const edges = {
      co2Ppm: [0, 1_000_000],
      gasTemperatureDeciC: [-2_000, 16_000],
      velocityMmPerS: [0, 60_000],
      pressureDifferenceCentiPa: [-32_767, 32_767],
      barometerDaPa: [5_000, 11_500],
      cellTemperatureDeciC: [-400, 850],
      batteryMv: [0, 30_000],
    };
    for (const [column, values] of Object.entries(edges)) {
      for (const value of [...values, null]) {
        const original = reading({ [column]: value });
        expect(
          unpackReading(original.deviceId, minuteMs, readingName(original), packReading(original)),
        ).toEqual(original);
      }
    }
  });

  it('has a name that is never a key, the time to live or a health attribute', () => {
    fc.assert(
      fc.property(anyEpoch, anySeq, anyMillisecond, (epoch, seq, ms) => {
        const name = readingName(reading({ epoch, seq, takenAtMs: minuteMs + ms }));
        expect(reserved).not.toContain(name);
        expect(isReadingName(name)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(reserved.filter(isReadingName)).toEqual([]);
  });

  it.each([920, 1_028, 38_649])('survives %i ms, which bare base 36 spells like a key', (ms) => {
    expect(['pk', 'sk', 'ttl']).toContain(ms.toString(36));
    const stored = minuteFromItem(
      minuteItem({
        deviceId: 'ct-kapkoros-1a',
        minuteMs,
        health,
        readings: [reading({ takenAtMs: minuteMs + ms })],
      }),
    );
    expect(stored.readings).toEqual([reading({ takenAtMs: minuteMs + ms })]);
    expect(stored.deviceId).toBe('ct-kapkoros-1a');
  });

  it('is refused when the bytes are of another layout', () => {
    expect(() => unpackReading('ct-a', minuteMs, 'r0.1', new Uint8Array(17))).toThrow('no packed reading');
    expect(() => unpackReading('ct-a', minuteMs, 'r0.', packReading(reading()))).toThrow('no packed reading');
  });
});

describe('a minute item', () => {
  const worst = {
    deviceId: `d${'0'.repeat(47)}`,
    minuteMs,
    health: {
      receivedAtMs: 8_640_000_000_000_000,
      firmware: 'f'.repeat(32),
      configurationRevision: 4_294_967_295,
      boot: 65_535,
      rssiDbm: -128,
    },
  };
  const worstReadings = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      reading({
        deviceId: worst.deviceId,
        epoch: 255,
        seq: 4_294_967_295 - index,
        takenAtMs: minuteMs + 59_999,
      }),
    );

  it('holds 24 worst-case readings in 1,024 bytes, one write unit', () => {
    const item = minuteItem({ ...worst, readings: worstReadings(24) });
    expect(minuteFromItem(item).readings).toHaveLength(24);
    expect(itemBytes(item)).toBeLessThanOrEqual(1_024);
  });

  it('spends at most 38 bytes on a reading', () => {
    const sizes = [0, 1].map((count) => itemBytes(minuteItem({ ...worst, readings: worstReadings(count) })));
    expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeLessThanOrEqual(38);
  });

  it('gives back what was written, sorted, with a health that knows no signal', () => {
    const readings = [
      reading({ seq: 3, takenAtMs: minuteMs + 9 }),
      reading({ seq: 2, takenAtMs: minuteMs + 4 }),
    ];
    const write = { deviceId: 'ct-kapkoros-1a', minuteMs, readings, health: { ...health, rssiDbm: null } };
    expect(minuteFromItem(minuteItem(write))).toEqual({ ...write, readings: readings.toReversed() });
  });

  it('leaves the table 35 days after its minute', () => {
    const item = minuteItem({ deviceId: 'ct-kapkoros-1a', minuteMs, readings: [reading()], health });
    expect(item.ttl?.N).toBe(String(Date.parse('2026-12-29T08:31:00Z') / 1_000));
  });

  it('is refused when it was written by somebody else', () => {
    expect(() => minuteFromItem({ pk: { S: 'DEV#ct-a' }, sk: { S: 'MIN#2026-11-24T08:31' } })).toThrow(
      'no at',
    );
  });
});
