import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const fleetCountsSchema = z.object({
  devices: z.int(),
  running: z.int(),
  connected: z.int(),
  produced: z.int().describe('readings in the logs since the process began'),
  refused: z.int().describe('samples a log did not take'),
  pending: z.int().describe('records the cloud has not acknowledged'),
  messages: z.int().describe('messages acknowledged'),
  losses: z.int().describe('connections and dials that ended'),
  processorMs: z.int(),
  memoryKb: z.int(),
});
export type FleetCounts = z.infer<typeof fleetCountsSchema>;

const deviceCountsSchema = z.array(
  z.object({
    readings: z.int().describe('samples in the log, those of earlier runs too'),
    refused: z.int().describe('samples the log did not take'),
    pending: z.int().describe('records the cloud has not acknowledged'),
    starts: z.int().describe('of the board, since the process began'),
    running: z.boolean(),
  }),
);
export type DeviceCounts = z.infer<typeof deviceCountsSchema>[number];

export type NativeProcess = {
  /** Opens or makes the device whose flash and keys lie in `folder`; devices are numbered in this order from 0. */
  add(folder: string): Promise<{ readonly index: number; readonly isProvisioned: boolean }>;
  /** Types a line at a device's setup console and answers the reply. */
  type(index: number, line: string): Promise<string>;
  /** Sends commands that have no reply; `firmware/README.md` lists them. */
  send(lines: readonly string[]): void;
  counts(): Promise<FleetCounts>;
  devices(): Promise<DeviceCounts[]>;
  /** Switches all boards off in order and waits until the process has ended. */
  stop(): Promise<void>;
  /** Ends the process as a crash does. */
  crash(): Promise<void>;
  /** Resolves when the process ends, however. */
  readonly ended: Promise<void>;
};

export type NativeProcessOptions = {
  readonly executable: string;
  /** The devices live in the time that `at {utcMs}` lines give them, instead of the computer's. */
  readonly clockFromInput?: boolean;
  /** What the process has to complain about. */
  readonly log: (message: string) => void;
};

/** Answers come in the order of the questions, so each kind has a queue of those who wait. */
const createQueue = () => {
  const waiting = new Map<string, PromiseWithResolvers<string>[]>();
  let failure: Error | null = null;
  return {
    /** Rejects at once when nobody is left to answer. */
    wait: (kind: string): Promise<string> => {
      if (failure !== null) return Promise.reject(failure);
      const answer = Promise.withResolvers<string>();
      waiting.set(kind, [...(waiting.get(kind) ?? []), answer]);
      return answer.promise;
    },
    answer: (kind: string, text: string): boolean => {
      const next = waiting.get(kind)?.shift();
      next?.resolve(text);
      return next !== undefined;
    },
    fail: (error: Error): void => {
      failure ??= error;
      for (const answers of waiting.values()) for (const { reject } of answers) reject(error);
      waiting.clear();
    },
  };
};

const listen = (child: ChildProcessWithoutNullStreams, log: (message: string) => void) => {
  const queue = createQueue();
  createInterface(child.stdout).on('line', (line) => {
    const [, kind = '', text = ''] = /^(console \d+|\S+) ?(.*)$/.exec(line) ?? [];
    if (!queue.answer(kind, text)) log(`native devices: ${line}`);
  });
  child.stderr.on('data', (text: Buffer) => log(`native devices: ${text.toString().trim()}`));
  child.stdin.on('error', () => undefined);
  return queue;
};

/** Starts the process of the native devices; it has none yet. */
export const startNativeProcess = async (options: NativeProcessOptions): Promise<NativeProcess> => {
  const args = options.clockFromInput === true ? ['--clock-from-input'] : [];
  // A group of its own: Ctrl-C is for the launcher, which ends the devices in order by closing their input.
  const child = spawn(options.executable, args, { stdio: 'pipe', detached: true });
  const queue = listen(child, options.log);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => queue.fail(error));
    child.once('close', (code, signal) => {
      queue.fail(new Error(`The process of the native devices has ended (${signal ?? code}).`));
      resolve();
    });
  });
  const send = (lines: readonly string[]): void => {
    if (lines.length > 0) child.stdin.write(`${lines.join('\n')}\n`);
  };
  const ask = (line: string, kind: string): Promise<string> => {
    const answer = queue.wait(kind);
    send([line]);
    return answer;
  };
  await queue.wait('ready');
  return {
    add: async (folder) => {
      const [index = '', state] = (await ask(`add ${folder}`, 'added')).split(' ');
      if (state === 'unusable')
        throw new Error(`${folder} cannot be written: a device keeps its flash there.`);
      return { index: Number(index), isProvisioned: state === 'provisioned' };
    },
    type: (index, line) => ask(`type ${index} ${line}`, `console ${index}`),
    send,
    counts: async () => fleetCountsSchema.parse(JSON.parse(await ask('counts', 'counts'))),
    devices: async () => deviceCountsSchema.parse(JSON.parse(await ask('devices', 'devices'))),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
    crash: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
    ended,
  };
};
