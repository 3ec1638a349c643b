import { parseArgs } from 'node:util';
import * as z from 'zod';

export const usage = `npm start -- [options]      starts Carbon Track on this machine

  --data-dir PATH    where everything is kept          (CARBON_TRACK_DATA_DIR, default .carbon-track)
  --port N           portal and API                    (CARBON_TRACK_PORT, default 8080)
  --mqtt-port N      broker for devices                (CARBON_TRACK_MQTT_PORT, default 8883)
  --no-simulator     devices stay silent until you publish yourself
  --speed N          simulated boilers live N times faster; time stamps stay true (default 1)
  --faults on|off    simulated outages, duplicates and wrong clocks (default on)
  --help             this text

A taken port is moved away from. Port 0 takes a free one. \`npm run reset\` deletes what is kept.`;

const portSchema = z.coerce.number().int().min(0).max(65_535);
const optionsSchema = z.object({
  dataDir: z.string().min(1),
  port: portSchema,
  mqttPort: portSchema,
  simulator: z.boolean(),
  speed: z.coerce.number().positive().max(1_000),
  faults: z.enum(['on', 'off']),
});
export type StartOptions = z.infer<typeof optionsSchema>;

/** An option that cannot be used; the message says which and what to do. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        'mqtt-port': { type: 'string' },
        'no-simulator': { type: 'boolean', default: false },
        speed: { type: 'string', default: '1' },
        faults: { type: 'string', default: 'on' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

/** Reads flags, then the environment, then defaults. `help` where the text is asked for. Throws `OptionError`. */
export const readOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions | 'help' => {
  const values = parsed(args);
  if (values.help) return 'help';
  const result = optionsSchema.safeParse({
    dataDir: values['data-dir'] ?? environment.CARBON_TRACK_DATA_DIR ?? '.carbon-track',
    port: values.port ?? environment.CARBON_TRACK_PORT ?? '8080',
    mqttPort: values['mqtt-port'] ?? environment.CARBON_TRACK_MQTT_PORT ?? '8883',
    simulator: !values['no-simulator'],
    speed: values.speed,
    faults: values.faults,
  });
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new OptionError(`These options cannot be used: ${wrong.join('; ')}.\n\n${usage}`);
};
