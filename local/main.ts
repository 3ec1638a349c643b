// `npm start`: the whole system on this machine, until Ctrl-C.
import { CannotStartError } from './cannot-start.ts';
import { OptionError, readOptions, type StartOptions, usage } from './options.ts';
import { startSystem } from './system.ts';
import { seedProgressBar, welcome } from './terminal.ts';

const simulatorOf = ({ simulator, speed, faults }: StartOptions) =>
  simulator && { speed, ...(faults === 'off' && { faults: [] }) };

/** Resolves at the first signal; a second one ends the process without waiting. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
  });

const run = async (options: StartOptions): Promise<void> => {
  // Until it runs, a signal simply ends the process: what was cut off is done again at the next start.
  const system = await startSystem({
    dataDir: options.dataDir,
    ports: { http: options.port, mqtt: options.mqttPort },
    seed: 'full',
    simulator: simulatorOf(options),
    portal: true,
    onSeedProgress: seedProgressBar(process.stdout),
    log: (message) => console.log(message),
  });
  console.log(welcome(system, options.dataDir));
  await untilStopped();
  console.log('\nStopping …');
  await system.stop();
};

/** Expected refusals are one sentence; anything else shows where it came from. */
const explain = (error: unknown): unknown =>
  error instanceof CannotStartError || error instanceof OptionError ? error.message : error;

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') console.log(usage);
  else await run(options);
} catch (error) {
  console.error(explain(error));
  // Everything started is stopped by now. What another part had begun meanwhile must not keep the terminal waiting.
  process.exit(1);
}
