import * as z from 'zod';

export const archiveKinds = ['s3', 'timestream'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

const settingsSchema = z.object({
  stage: z
    .string('must be 1 to 20 lower case letters, digits and hyphens')
    .regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be 1 to 20 lower case letters, digits and hyphens')
    .default('dev'),
  telemetryArchive: z.enum(archiveKinds, `must be ${archiveKinds.join(' or ')}`).default('s3'),
  streamShards: z.coerce.number().int().min(1).max(100).default(1),
  opsEmail: z.email('must be an email address').optional(),
});

/** What differs between deployments. Every value is CDK context (`-c name=value`) and has a default. */
export type StageSettings = z.output<typeof settingsSchema>;

/** Reads the settings. Throws one sentence that names the context value that does not fit and what would. */
export const stageSettings = (context: (name: string) => unknown): StageSettings => {
  const names = Object.keys(settingsSchema.shape);
  const given = Object.fromEntries(names.map((name) => [name, context(name) ?? undefined]));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.') ?? 'context';
  throw new Error(
    `The CDK context value ${name}=${String(given[name])} ${issue?.message}; pass -c ${name}=…`,
  );
};
