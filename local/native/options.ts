import { parseArgs } from 'node:util';
import { deviceConfigurationFields } from '@carbon-track/contract/device-configuration-fields.ts';
import * as z from 'zod';
import { OptionError } from '../options.ts';

export const usage = `npm run firmware:sim -- [options]     the firmware itself as native devices on this machine

  --devices N            how many (default 20; with --provisioned all that are in the folder)
  --data-dir PATH        data folder of the system that \`npm start\` runs   (CARBON_TRACK_DATA_DIR, default .carbon-track)
  --factory ID           first fill this factory's chimneys
  --priority N           rank on the chimneys: 0 takes the place of the device that counts, 1 to 9 stand beside it
                         (default 1 while the system simulates, 0 under npm start -- --no-simulator)
  --provisioned FOLDER   devices that were provisioned elsewhere, AWS IoT included: one answer of POST /api/mcu-devices
                         a device as {id}.json, its key as {id}.key.pem or in the answer
  --endpoint HOST:PORT   dial this instead of what the answers say
  --period N             seconds from sample to sample (default 5; not for devices provisioned elsewhere)
  --report N             seconds a message gathers (default 5; the same)
  --faults on|off|FILE   lost connections, power cuts, unplugged sensors; or a script in JSON (default on)
  --stats                memory and processor time as well
  --help                 this text`;

const optionsSchema = z.object({
  devices: z.coerce.number().int().min(1).max(2_000).optional(),
  dataDir: z.string().min(1),
  factory: z.string().optional(),
  priority: z.coerce.number().int().min(0).max(9).optional(),
  provisioned: z.string().min(1).optional(),
  endpoint: z
    .string()
    .regex(/^[^:\s]+:\d+$/, 'use host:port')
    .optional(),
  period: z.coerce
    .number()
    .int()
    .min(deviceConfigurationFields.samplePeriodS.least)
    .max(deviceConfigurationFields.samplePeriodS.most),
  report: z.coerce.number().int().min(1).max(3_600),
  faults: z.string().min(1),
  stats: z.boolean(),
});
export type SimulatorOptions = z.infer<typeof optionsSchema>;

const parsed = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{
          devices: text,
          'data-dir': text,
          factory: text,
          priority: text,
          provisioned: text,
          endpoint: text,
        },
        period: { type: 'string', default: '5' },
        report: { type: 'string', default: '5' },
        faults: { type: 'string', default: 'on' },
        stats: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

/** Reads flags, then the environment, then defaults. `help` where the text is asked for. Throws `OptionError`. */
export const readSimulatorOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SimulatorOptions | 'help' => {
  const { help, 'data-dir': dataDir, ...values } = parsed(args);
  if (help) return 'help';
  const result = optionsSchema.safeParse({
    ...values,
    dataDir: dataDir ?? environment.CARBON_TRACK_DATA_DIR ?? '.carbon-track',
  });
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new OptionError(`These options cannot be used: ${wrong.join('; ')}.\n\n${usage}`);
};
