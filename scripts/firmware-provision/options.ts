import { parseArgs } from 'node:util';
import { deviceIdSchema, factoryIdSchema } from '@carbon-track/contract/ids.ts';
import * as z from 'zod';
import { CannotProvisionError } from './cannot-provision.ts';

export const usage = `Gives a flashed board its identity over the USB cable.

  npm run firmware:provision -- --device ct-kapkoros-1a --factory kapkoros --chimney kapkoros-1 \\
    --api https://portal.example --user ops@example.org --port /dev/ttyUSB0

  --wifi NAME     also tells the board its network; the password is asked for
  --priority N    0 to 9: the smaller number counts where two devices stand on one chimney
  --from-ms T     start of the assignment to the chimney, milliseconds UTC; now, if absent
  --replace       the board may give up the device id it has
  --print-only    prints the same steps to do by hand, and does nothing

Passwords come from CARBON_TRACK_PASSWORD and CARBON_TRACK_WIFI_PASSWORD or are asked for. The account's role is ops.`;

const optionsSchema = z.object({
  device: deviceIdSchema,
  factory: factoryIdSchema,
  chimney: z.string(),
  api: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  port: z.string().optional(),
  user: z.string().optional(),
  wifi: z.string().optional(),
  priority: z.coerce.number().optional(),
  'from-ms': z.coerce.number().optional(),
  replace: z.boolean().default(false),
  'print-only': z.boolean().default(false),
});
export type ProvisionOptions = z.infer<typeof optionsSchema>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const known = {
  ...{ device: text, factory: text, chimney: text, api: text, port: text, user: text, wifi: text },
  ...{ priority: text, 'from-ms': text, replace: flag, 'print-only': flag },
};

const valuesOf = (args: readonly string[]): unknown => {
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    throw new CannotProvisionError(`${String(error)}\n\n${usage}`);
  }
};

/** Reads the command line. Throws `CannotProvisionError` with the usage. */
export const readOptions = (args: readonly string[]): ProvisionOptions => {
  const parsed = optionsSchema.safeParse(valuesOf(args));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new CannotProvisionError(`${problems.join('\n')}\n\n${usage}`);
};
