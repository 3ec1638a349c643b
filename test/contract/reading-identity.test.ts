import { describe, expect, it } from 'vitest';
import { readingName } from '../../lambdas/adapters/packed-reading.ts';
import { readVectors } from '../domain/vector-file.ts';
import { reading } from '../fakes/readings.ts';

type Identities = {
  readonly cases: readonly {
    name: string;
    epoch: number;
    seq: number;
    msInMinute: number;
    attribute: string;
  }[];
};
const { cases } = readVectors<Identities>('reading-identity.json');
const minute = Date.parse('2026-11-24T08:31:00.000Z');

describe('the attribute of a reading in its minute', () => {
  it.each(cases)('$name is $attribute', ({ epoch, seq, msInMinute, attribute }) => {
    expect(readingName(reading({ epoch, seq, takenAtMs: minute + msInMinute }))).toBe(attribute);
  });

  it('is never a key or the expiry, and another one for every example', () => {
    const attributes = cases.map(({ attribute }) => attribute);
    expect(attributes.filter((attribute) => ['pk', 'sk', 'ttl'].includes(attribute))).toEqual([]);
    expect(new Set(attributes).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(10);
  });
});
