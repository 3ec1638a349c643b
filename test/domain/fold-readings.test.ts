import { describe, expect, it } from 'vitest';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { type FoldInput, foldHour } from '../../lambdas/domain/fold-hour.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { configuration } from '../fakes/plant.ts';
import {
  assigned,
  chimneyId,
  cold,
  configured,
  dated,
  every,
  firing,
  foldInput,
  hourMs,
  minuteMs,
  secondMs,
  hourStartMs as start,
} from './scene.ts';

const fold = (readings: readonly Reading[], changes: Partial<FoldInput> = {}, startMs = start) =>
  foldHour({ ...foldInput(readings, changes), startMs });
const rateOf = (reading: Reading, plant = configuration): number =>
  convertReading(reading, plant).rateKgPerS ?? Number.NaN;
const wholeHour = every(start - minuteMs, start + hourMs + minuteMs, firing);

describe('which readings are folded', () => {
  it('only the first 24 of a device-minute, in the order of readings', () => {
    const dense = every(start, start + 30_000, firing, secondMs);
    const hour = fold(dense);
    expect(hour).toMatchObject({ validReadings: 24, storedReadings: 24, coveredMs: 23_000 });
    expect(fold(dense.toReversed())).toEqual(hour);
  });

  it('only those of the primary source; the others are never summed', () => {
    const second = every(start, start + hourMs, (ms) => firing(ms + 1, { deviceId: 'ct-kapkoros-1b' }));
    const assignments = [assigned(), assigned({ deviceId: 'ct-kapkoros-1b', priority: 1 })];
    expect(fold([...wholeHour, ...second], { assignments })).toEqual(fold(wholeHour));
  });

  it('none of a device that is assigned elsewhere or nowhere', () => {
    expect(fold(wholeHour, { assignments: [assigned({ chimneyId: 'kapkoros-2' })] }).storedReadings).toBe(0);
    expect(fold(wholeHour, { assignments: [] }).storedReadings).toBe(0);
  });

  it('one with the same identity and time once', () => {
    expect(fold([...wholeHour, ...wholeHour])).toEqual(fold(wholeHour));
  });

  it('two on one millisecond both', () => {
    const [a, b, next] = [
      firing(start, { seq: 1 }),
      firing(start, { seq: 2, velocityMmPerS: 9_000 }),
      firing(start + 5_000),
    ];
    const hour = fold([next, b, a]);
    expect(hour).toMatchObject({ validReadings: 3, storedReadings: 3, coveredMs: 5_000 });
    expect(hour.integratedKg).toBeCloseTo(((rateOf(b) + rateOf(next)) / 2) * 5, 12);
  });

  it('those on 920, 1,028 and 38,649 ms like any other', () => {
    const readings = [920, 1_028, 38_649].map((ms) => firing(start + ms));
    expect(fold(readings)).toMatchObject({ validReadings: 3, storedReadings: 3, coveredMs: 108 });
  });

  it('none before the first configuration, though they are counted as stored', () => {
    const configurations = [dated({ fromMs: start + hourMs })];
    expect(fold(wholeHour, { configurations })).toMatchObject({
      storedReadings: 720,
      validReadings: 0,
      integratedKg: 0,
    });
  });

  it('tells seeded and uploaded ones', () => {
    expect(fold(wholeHour)).toMatchObject({ hasSeeded: false, hasUploaded: false });
    const uploaded = firing(start, { origin: 'uploaded' });
    expect(fold([uploaded])).toMatchObject({ hasSeeded: false, hasUploaded: true });
    expect(fold([firing(start, { origin: 'seeded' })])).toMatchObject({ hasSeeded: true });
    expect(fold([firing(start - 1, { origin: 'seeded' })])).toMatchObject({ hasSeeded: false });
  });
});

describe('a device swap with late backlog', () => {
  const swap = start + hourMs / 2;
  const newDevice = 'ct-kapkoros-1b';
  const assignments = [assigned({ toMs: swap }), assigned({ deviceId: newDevice, fromMs: swap })];
  const old = every(start, swap, firing);
  const fresh = every(swap, start + hourMs, (ms) => firing(ms, { deviceId: newDevice }));

  it('counts each half once, whenever the old device’s backlog arrives', () => {
    const hour = fold([...fresh, ...old], { assignments });
    expect(hour).toMatchObject({ validReadings: 720, storedReadings: 720 });
    expect(hour.coveredMs).toBe(hourMs - 5_000 - 5_000);
  });

  it('does not count what the old device goes on measuring on another bench', () => {
    const stray = every(swap, start + hourMs, firing);
    expect(fold([...old, ...fresh, ...stray], { assignments })).toEqual(
      fold([...old, ...fresh], { assignments }),
    );
  });
});

describe('a corrected geometry', () => {
  it('scales the hours it is in force for, from the same raw readings', () => {
    const doubled = configured({ geometry: { shape: 'circular', diameterM: 1.2 } });
    const corrected = fold(wholeHour, {
      configurations: [dated(), dated({ revision: 2, configuration: doubled })],
    });
    expect(corrected.integratedKg / fold(wholeHour).integratedKg).toBeCloseTo(4, 9);
    const later = dated({ revision: 2, configuration: doubled, fromMs: start + 2 * hourMs });
    expect(fold(wholeHour, { configurations: [dated({ toMs: start + 2 * hourMs }), later] })).toEqual(
      fold(wholeHour),
    );
  });
});

describe('an invalidation', () => {
  const interval = {
    chimneyId,
    channel: 'co2',
    fromMs: start,
    toMs: start + 10 * minuteMs,
    reason: 'span check',
  } as const;

  it('takes its interval out of the count and out of the kg', () => {
    const hour = fold(wholeHour, { invalidations: [interval] });
    expect(hour).toMatchObject({
      validReadings: 600,
      possibleReadings: 720,
      storedReadings: 720,
      coveredMs: 50 * minuteMs,
    });
  });

  it.each(['co2', 'velocity', 'gasTemperature', 'pressure'] as const)(
    'works on the %s channel',
    (channel) => {
      expect(fold(wholeHour, { invalidations: [{ ...interval, channel }] }).validReadings).toBe(600);
    },
  );

  it('of another chimney changes nothing', () => {
    expect(fold(wholeHour, { invalidations: [{ ...interval, chimneyId: 'kapkoros-2' }] })).toEqual(
      fold(wholeHour),
    );
  });
});

describe('a standing value', () => {
  const stuck = (changes: Partial<Reading>) => every(start, start + hourMs, (ms) => firing(ms, changes));

  it.each([{ co2Ppm: 91_000 }, { gasTemperatureDeciC: 1_850 }, { velocityMmPerS: 4_100 }])(
    'of %o counts for 600 s and no longer',
    (changes) => {
      expect(fold(stuck(changes)).validReadings).toBe(120);
    },
  );

  it('of the barometer is honest', () => {
    expect(fold(stuck({ barometerDaPa: 7_950 })).validReadings).toBe(720);
  });

  it('is followed back across the start of the hour', () => {
    const readings = every(start - 20 * minuteMs, start + hourMs, (ms) => firing(ms, { co2Ppm: 91_000 }));
    expect(fold(readings).validReadings).toBe(0);
  });

  it('is forgiven once the value moves', () => {
    const readings = every(start, start + hourMs, (ms) =>
      firing(ms, { co2Ppm: ms < start + 30 * minuteMs ? 91_000 : 91_001 }),
    );
    expect(fold(readings).validReadings).toBe(240);
  });

  it('of a cold chimney is no fault', () => {
    const still = { co2Ppm: 450, velocityMmPerS: 100 };
    const readings = every(start - 2 * hourMs, start + hourMs, (ms) => cold(ms, still));
    expect(fold(readings)).toMatchObject({ operatingMinutes: 0, storedReadings: 720 });
  });

  it('is not broken by another value whose time is uncertain', () => {
    const readings = stuck({ co2Ppm: 91_000 }).flatMap((reading) => [
      reading,
      firing(reading.takenAtMs + 1, { timeQuality: 1 }),
    ]);
    expect(fold(readings).validReadings).toBe(120);
  });

  it('starts anew on another device', () => {
    const swap = start + 30 * minuteMs;
    const assignments = [assigned({ toMs: swap }), assigned({ deviceId: 'ct-kapkoros-1b', fromMs: swap })];
    const readings = stuck({ co2Ppm: 91_000 }).map((reading) =>
      reading.takenAtMs < swap ? reading : { ...reading, deviceId: 'ct-kapkoros-1b' },
    );
    expect(fold(readings, { assignments }).validReadings).toBe(240);
  });

  it('starts anew after a gap', () => {
    const gap = every(start, start + hourMs, (ms) => firing(ms, { co2Ppm: 91_000 })).filter(
      ({ takenAtMs }) => takenAtMs % (9 * minuteMs) >= 20_000,
    );
    expect(fold(gap).validReadings).toBe(gap.length);
  });
});
