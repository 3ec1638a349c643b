import * as z from 'zod';

/** Quality codes a device writes beside a channel's raw value, in wire order (0 … 9). */
export const qualityCodes = [
  'ok',
  'warm_up',
  'over_range',
  'under_range',
  'stale',
  'disconnected',
  'checksum',
  'implausible',
  'assumed',
  'calibrating',
] as const;
export type QualityCode = (typeof qualityCodes)[number];

/** States a channel of a reading can be in after conversion. They are exclusive. */
export const channelStates = [
  'valid',
  'assumed',
  'warm_up',
  'over_range',
  'under_range',
  'fault',
  'stale',
  'implausible',
  'calibrating',
  'missing',
] as const;
export const channelStateSchema = z.enum(channelStates);
export type ChannelState = z.infer<typeof channelStateSchema>;

/** Marks stand beside a state: the value counts, and the reader is told what it leans on. */
export const marks = [
  'assumed_pressure',
  'assumed_temperature',
  'assumed_cell_temperature',
  'clock_uncertain',
] as const;
export const markSchema = z.enum(marks);
export type Mark = z.infer<typeof markSchema>;

/** Whether the chimney burned in a minute or over a longer time. */
export const operatingStates = ['firing', 'off', 'unknown'] as const;
export const operatingStateSchema = z.enum(operatingStates);
export type OperatingState = z.infer<typeof operatingStateSchema>;

/** Why a record or a reading was set aside instead of stored. */
export const quarantineReasons = [
  'not_json',
  'invalid_payload',
  'too_large',
  'identity_mismatch',
  'unknown_device',
  'clock_ahead',
  'too_late',
  'unplaced',
  'too_dense',
  'conflict',
] as const;
export const quarantineReasonSchema = z.enum(quarantineReasons);
export type QuarantineReason = z.infer<typeof quarantineReasonSchema>;
