import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chimneyDayFromItem,
  chimneyDayItem,
  factoryDayFromItem,
  factoryDayItem,
  networkDayFromItem,
  networkDayItem,
} from '../../lambdas/adapters/day-items.ts';
import { nairobiDayStartMs } from '../../lambdas/domain/nairobi.ts';
import { anyHours, chimneyDay, factoryDay } from '../fakes/hours.ts';
import { itemBytes } from '../fakes/item-bytes.ts';

const date = '2026-11-24';
const allHours = (changes = {}) =>
  Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, changes]));

describe('a chimney-day item', () => {
  it('gives back any 24 slots with their substitutions exactly, one version later', () => {
    fc.assert(
      fc.property(anyHours(nairobiDayStartMs(date)), (hours) => {
        const day = { ...chimneyDay('kapkoros-1', date), hours, version: 6 };
        expect(chimneyDayFromItem(chimneyDayItem(day))).toEqual({ ...day, version: 7 });
      }),
    );
  });

  it('fits one write unit with 24 full slots and the longest ids the contract allows', () => {
    const longest = 'a'.repeat(48);
    const full = {
      ...chimneyDay(
        longest,
        date,
        allHours({ storedReadings: 65_535, possibleReadings: 4_095, validReadings: 4_095 }),
      ),
      factoryId: longest,
      version: 9_999,
      codeRevision: 99,
      configurationRevision: 9_999,
    };
    expect(itemBytes(chimneyDayItem(full))).toBeLessThanOrEqual(1_024);
  });

  it('still fits one write unit with usual ids and two substituted hours', () => {
    const startMs = nairobiDayStartMs(date);
    const substitution = (hourStartMs: number) => ({
      hourStartMs,
      rung: 1 as const,
      substitutedKg: 36.123456789,
      reference: { hours: 720, meanGPerNm3: 150.5, sigmaGPerNm3: 3.25 },
    });
    const { hours, ...day } = chimneyDay('kapkoros-1', date, allHours());
    const gap = hours.map((slot, index) =>
      slot !== null && index > 21
        ? { ...slot, substitution: substitution(startMs + index * 3_600_000) }
        : slot,
    );
    expect(itemBytes(chimneyDayItem({ ...day, hours: gap, version: 9_999 }))).toBeLessThanOrEqual(1_024);
  });

  it('refuses a count that its bits cannot hold instead of storing another number', () => {
    expect(() => chimneyDayItem(chimneyDay('kapkoros-1', date, { 3: { validReadings: 4_096 } }))).toThrow(
      'validReadings of an hour must be an integer from 0 to 4095, got 4096',
    );
    expect(() => chimneyDayItem(chimneyDay('kapkoros-1', date, { 3: { coveredMs: 0.5 } }))).toThrow(
      'coveredMs',
    );
  });

  it('refuses an item of another layout instead of guessing', () => {
    const item = chimneyDayItem(chimneyDay('kapkoros-1', date, { 3: {} }));
    expect(() => chimneyDayFromItem({ ...item, h: { B: new Uint8Array(100) } })).toThrow(
      '888 bytes, got 100',
    );
    expect(() => chimneyDayFromItem({ ...item, s3: { B: new Uint8Array(4) } })).toThrow(
      'no packed substitution',
    );
    const { h: _, ...withoutHours } = item;
    expect(() => chimneyDayFromItem(withoutHours)).toThrow('CHIM#kapkoros-1 DAY#2026-11-24 has no h');
  });
});

describe('factory-day and network-day items', () => {
  const days = [
    factoryDay('kapkoros', date),
    factoryDay('ainabkoi', date, {
      madeTeaKg: null,
      origin: 'seeded',
      complete: false,
      chimneysReporting: 0,
    }),
    factoryDay('tea-0', date, { madeTeaKg: 0, origin: 'uploaded' }),
  ];

  it('give back what was put, null tea apart from zero tea, factories by id', () => {
    for (const day of days) expect(factoryDayFromItem(factoryDayItem(day))).toEqual({ ...day, version: 1 });
    const factories = days.map(({ version: _v, date: _d, ...row }) => row);
    const stored = networkDayFromItem(networkDayItem({ partition: 2, date, version: 3, factories }));
    const byId = [factories[1], factories[0], factories[2]];
    expect(stored).toEqual({ partition: 2, date, version: 4, factories: byId });
  });

  it('keep an unknown uncertainty and an unknown capture null', () => {
    const day = factoryDay('kapkoros', date);
    const totals = { ...day.totals, capture: null, expandedUncertaintyKg: null };
    expect(factoryDayFromItem(factoryDayItem({ ...day, totals })).totals).toEqual(totals);
  });

  it('stay small: a factory-day is one write unit, a network-day of 17 factories two', () => {
    expect(itemBytes(factoryDayItem(factoryDay('a'.repeat(48), date)))).toBeLessThanOrEqual(256);
    const factories = Array.from({ length: 17 }, (_, n) => factoryDay(`factory-number-${n}`, date));
    expect(itemBytes(networkDayItem({ partition: 2, date, version: 3, factories }))).toBeLessThanOrEqual(
      2_150,
    );
  });
});
