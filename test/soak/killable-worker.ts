import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, Request, WorkerSettings } from './worker-protocol.ts';

type Ask = Request extends infer One ? (One extends Request ? Omit<One, 'id'> : never) : never;

export type KillableWorker = {
  /** Answers null when the worker died first: nobody knows then whether it did what it was asked. */
  ask(request: Ask): Promise<Answer | null>;
  /** SIGKILL, then a new process on the same folder and store. */
  killAndRestart(): Promise<void>;
  readonly kills: () => number;
  stop(): Promise<void>;
};

const start = async (settings: WorkerSettings): Promise<ChildProcess> => {
  const child = fork(new URL('./worker.ts', import.meta.url), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the soak's worker ended with code ${code} before it was ready`);
  });
  await Promise.race([once(child, 'message'), died]);
  return child;
};

export const startKillableWorker = async (settings: WorkerSettings): Promise<KillableWorker> => {
  let kills = 0;
  let nextId = 0;
  let waiting = new Map<number, (answer: Answer | null) => void>();

  const launch = async (): Promise<ChildProcess> => {
    // Another seed for each life, or the same call would fail each time.
    const child = await start({ ...settings, seed: settings.seed * 1_000 + kills });
    child.on('message', (answer: Answer) => {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    return child;
  };
  let child: Promise<ChildProcess> = launch();
  await child;

  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const running = await child;
    const exited = running.exitCode === null ? once(running, 'exit') : Promise.resolve();
    running.kill(signal);
    await exited;
    const unanswered = waiting;
    waiting = new Map();
    for (const resolve of unanswered.values()) resolve(null);
  };

  return {
    ask: async (request) => {
      const running = await child;
      nextId += 1;
      const id = nextId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        running.send({ ...request, id }, (error) => {
          if (error === null) return;
          waiting.delete(id);
          resolve(null);
        });
      });
    },
    killAndRestart: async () => {
      await end('SIGKILL');
      kills += 1;
      child = launch();
      await child;
    },
    kills: () => kills,
    stop: () => end('SIGTERM'),
  };
};
