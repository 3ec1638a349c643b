import {
  type DeviceConfiguration,
  type DeviceConfigurationKey,
  deviceConfigurationFields,
} from '@carbon-track/contract/device-configuration-fields.ts';
import { type BrokenRule, contradictionIn } from '@carbon-track/contract/device-configuration-rules.ts';

/** A configuration as a device holds it; `rev` 0 was never set. */
export type HeldConfiguration = DeviceConfiguration & { readonly rev: number };
export type DeltaOutcome = { readonly held: HeldConfiguration } | { readonly refused: BrokenRule };

const ranges: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  rev: { least: 1, most: 4_294_967_295 },
  ...deviceConfigurationFields,
};

const brokenBy = (key: string, value: unknown): string | null => {
  const range = Object.hasOwn(ranges, key) ? ranges[key] : undefined;
  if (range === undefined) return 'unknown';
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'not a whole number';
  return value < range.least || value > range.most ? 'out of range' : null;
};

/** Lays a shadow delta over what is in force as the firmware does: whole, or not at all with the key and the rule. */
export const applyDelta = (
  held: HeldConfiguration,
  delta: Readonly<Record<string, unknown>>,
): DeltaOutcome => {
  for (const [key, value] of Object.entries(delta)) {
    const rule = brokenBy(key, value);
    if (rule !== null) return { refused: { key, rule } };
  }
  if (!Object.hasOwn(delta, 'rev')) return { refused: { key: 'rev', rule: 'missing' } };
  const proposed = { ...held, ...(delta as Partial<Record<DeviceConfigurationKey | 'rev', number>>) };
  if (proposed.rev <= held.rev) return { refused: { key: 'rev', rule: 'not newer' } };
  const broken = contradictionIn(proposed);
  return broken === null ? { held: proposed } : { refused: { key: broken.key, rule: broken.rule } };
};
