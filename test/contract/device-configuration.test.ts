import {
  deviceConfigurationSchema,
  revisedConfigurationSchema,
} from '@carbon-track/contract/device-configuration.ts';
import {
  deviceConfigurationFields,
  deviceConfigurationKeys,
  initialDeviceConfiguration,
  sensorKinds,
} from '@carbon-track/contract/device-configuration-fields.ts';
import type { BrokenRule } from '@carbon-track/contract/device-configuration-rules.ts';
import { describe, expect, it } from 'vitest';
import { applyDelta } from '../../local/simulator/apply-delta.ts';
import { readVectors } from '../domain/vector-file.ts';

type Numbers = Readonly<Record<string, number>>;
type ConfigurationVectors = {
  readonly fields: readonly { key: string; least: number; most: number; initial: number }[];
  readonly deltas: readonly {
    readonly name: string;
    readonly before: Numbers;
    readonly delta: Readonly<Record<string, unknown>>;
    readonly refused: BrokenRule | null;
  }[];
};
const { fields, deltas } = readVectors<ConfigurationVectors>('device-configuration.json');
const [rev, ...settable] = fields;

/** Keys a schema complains of. */
const keysRefused = (document: unknown): string[] => {
  const parsed = deviceConfigurationSchema.safeParse(document);
  return (parsed.error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
  );
};

describe('the fields of a device’s configuration', () => {
  it('are those of the firmware, in its order, with its ranges and initial values', () => {
    expect(fields.length).toBeGreaterThan(16);
    expect(rev).toEqual({ key: 'rev', least: 1, most: 4_294_967_295, initial: 0 });
    expect(
      deviceConfigurationKeys.map((key) => ({ key, ...deviceConfigurationFields[key] })),
      'change contract/device-configuration.ts, firmware/core/config_fields.h and the vectors together',
    ).toEqual(settable);
  });

  it('start within their own rules', () => {
    expect(keysRefused(initialDeviceConfiguration)).toEqual([]);
  });

  it.each(settable)('$key takes its whole range and nothing beyond', ({ key, least, most }) => {
    const refusedAt = (value: number) => keysRefused({ ...initialDeviceConfiguration, [key]: value });
    expect([refusedAt(least - 1), refusedAt(most + 1)]).toEqual([[key], [key]]);
    // Within the range only a rule between two fields may still speak, and never about the range.
    for (const value of [least, most]) {
      const outcome = applyDelta({ ...initialDeviceConfiguration, rev: 1 }, { rev: 2, [key]: value });
      if ('refused' in outcome) expect(outcome.refused.rule).toMatch(/^(above|below|not a) /);
      else expect(outcome.held[key as keyof typeof outcome.held]).toBe(value);
    }
  });

  it('must all be given', () => {
    for (const key of deviceConfigurationKeys) {
      const { [key]: _, ...rest } = initialDeviceConfiguration;
      expect(keysRefused(rest)).toEqual([key]);
    }
  });

  it('name every kind of sensor their range lets through', () => {
    for (const [key, kinds] of Object.entries(sensorKinds)) {
      expect(settable.find((field) => field.key === key)).toMatchObject({ least: 0, most: kinds.length - 1 });
    }
  });

  it('carry a revision above zero once set', () => {
    expect(revisedConfigurationSchema.safeParse({ ...initialDeviceConfiguration, rev: 0 }).success).toBe(
      false,
    );
    expect(revisedConfigurationSchema.safeParse({ ...initialDeviceConfiguration, rev: 1 }).success).toBe(
      true,
    );
  });
});

describe('a delta from the shadow', () => {
  it('is tried in good number, taken and refused', () => {
    expect(deltas.filter(({ refused }) => refused === null).length).toBeGreaterThanOrEqual(7);
    expect(deltas.filter(({ refused }) => refused !== null).length).toBeGreaterThanOrEqual(18);
  });

  it.each(deltas)('$name: a simulated device does what the firmware does', ({ before, delta, refused }) => {
    const held = { ...initialDeviceConfiguration, rev: 0, ...before };
    const expected = refused === null ? { held: { ...held, ...delta } } : { refused };
    expect(applyDelta(held, delta)).toEqual(expected);
  });

  it.each(deltas)('$name: the API lets through what a device takes, and names the same key', (row) => {
    const { rev: _, ...wished } = { rev: 0, ...initialDeviceConfiguration, ...row.before, ...row.delta };
    const aboutRevision = row.refused === null || row.refused.key === 'rev';
    expect(keysRefused(wished)).toEqual(aboutRevision ? [] : [row.refused?.key]);
  });
});
