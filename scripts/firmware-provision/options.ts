import { parseArgs } from 'node:util';
import { deviceIdSchema, factoryIdSchema } from '@carbon-track/contract/ids.ts';
import * as z from 'zod';
import { CannotProvisionError } from './cannot-provision.ts';

export const usage = `Gives a flashed board its identity over the USB cable.

  npm run firmware:provision -- --device ct-kapkoros-1a --factory kapkoros --chimney kapkoros-1 \\
    --api https://portal.example --user ops@example.org --port /dev/ttyUSB0

  --device ID     the board's id for ever: 1 to 48 of a-z, 0-9 and hyphens
  --factory ID    the factory it stands at, as the portal's address shows it
  --chimney ID    its chimney there
  --api URL       the address you open the portal with
  --user NAME     the account that provisions; its role is ops
  --port PATH     the board's serial port
  --wifi NAME     also tells the board its network; the password is asked for
  --priority N    0 to 9: the smaller number counts where two devices stand on one chimney
  --from-ms T     start of the assignment to the chimney, milliseconds UTC; now, if absent
  --replace       the board may give up the device id it has
  --print-only    prints the same steps to do by hand, and does nothing; --user and --port are not needed
  --help          this text

Passwords come from CARBON_TRACK_PASSWORD and CARBON_TRACK_WIFI_PASSWORD or are asked for.`;

/** Without these not even the steps can be printed. */
const needed: Readonly<Record<string, string>> = {
  device: 'the id the board shall have, such as ct-kapkoros-1a',
  factory: 'the id of the factory it stands at, such as kapkoros',
  chimney: 'the id of its chimney, such as kapkoros-1',
  api: 'the address you open the portal with, such as https://portal.example',
};

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
  help: flag,
};

const valuesOf = (args: readonly string[]): Readonly<Record<string, string | boolean | undefined>> => {
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    throw new CannotProvisionError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

/** Reads the command line; `help` where the text is asked for. Throws `CannotProvisionError` with the usage. */
export const readOptions = (args: readonly string[]): ProvisionOptions | 'help' => {
  const { help, ...values } = valuesOf(args);
  if (help === true) return 'help';
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return values[name] === undefined ? `--${name} is needed: ${needed[name]}.` : `--${name}: ${message}`;
  });
  throw new CannotProvisionError(`${problems.join('\n')}\n\n${usage}`);
};
