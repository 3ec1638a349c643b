import * as z from 'zod';
import { forEachField } from './device-configuration-fields.ts';
import { contradictionIn } from './device-configuration-rules.ts';
import { deviceIdSchema, instantMsSchema } from './ids.ts';

const revSchema = z.int().min(1).max(4_294_967_295);
const fields = forEachField(({ least, most }) => z.int().min(least).max(most));

/** A configuration a device takes: every key, each in its range, none against another. */
export const deviceConfigurationSchema = z.strictObject(fields).superRefine((configuration, context) => {
  const broken = context.issues.length > 0 ? null : contradictionIn(configuration);
  if (broken !== null)
    context.addIssue({ code: 'custom', path: [broken.key], message: broken.rule, input: configuration });
});

/** A configuration with its revision, which rises with every change: a late delivery can undo nothing. */
export const revisedConfigurationSchema = z.object({ rev: revSchema, ...fields });
export type RevisedConfiguration = z.infer<typeof revisedConfigurationSchema>;

export const shadowSideSchema = z.object({
  rev: revSchema.or(z.literal(0)).describe('0: never set'),
  ...forEachField(({ least, most }) => z.int().min(least).max(most).optional()),
});
/** One side of a shadow. Older firmware may lack keys. */
export type ShadowSide = z.infer<typeof shadowSideSchema>;

export const configurationRefusalSchema = z.object({
  rev: z.int().min(0).describe('revision of the refused document'),
  key: z.string().max(60),
  rule: z.string().max(60),
});
export type ConfigurationRefusal = z.infer<typeof configurationRefusalSchema>;

/** What is wished of a device and what it says is in force. */
export const deviceConfigurationStateSchema = z.object({
  deviceId: deviceIdSchema,
  rev: z.int().min(0).describe('newest revision known; send it back as `expectedRev`'),
  desired: shadowSideSchema.nullable().describe('null: nothing was ever set from here'),
  reported: shadowSideSchema.nullable().describe('null: the device never reported'),
  refused: configurationRefusalSchema.nullable().describe('why the device took the newest document not'),
  pendingSinceMs: instantMsSchema.nullable().describe('since when what is wished is not what is in force'),
});
export type DeviceConfigurationState = z.infer<typeof deviceConfigurationStateSchema>;

export const configurationChangeSchema = z.strictObject({
  expectedRev: z.int().min(0).describe('`rev` as the caller has seen it; another one by now is a 409'),
  configuration: deviceConfigurationSchema,
});
export type ConfigurationChange = z.infer<typeof configurationChangeSchema>;
