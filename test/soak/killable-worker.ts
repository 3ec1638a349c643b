import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, Request, WorkerSettings } from './worker-protocol.ts';

const longestSilenceMs = 120_000;

type Ask = Request extends infer One ? (One extends Request ? Omit<One, 'id'> : never) : never;

export type KillableWorker = {
  /**
   * Answers null when the worker was killed first: nobody knows then whether it did what it was asked. Throws when it
   * died of itself, and when it lives and says nothing for two minutes.
   */
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

/** One process and what it has not answered yet. */
type Life = { readonly child: ChildProcess; readonly waiting: Map<number, (answer: Answer | null) => void> };

const isDead = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const live = (child: ChildProcess): Life => {
  const waiting: Life['waiting'] = new Map();
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
  });
  child.once('exit', () => {
    for (const settle of waiting.values()) settle(null);
  });
  return { child, waiting };
};

export const startKillableWorker = async (settings: WorkerSettings): Promise<KillableWorker> => {
  let kills = 0;
  let nextId = 0;
  // Another seed for each life, or the same call would fail each time.
  const launch = async (): Promise<Life> =>
    live(await start({ ...settings, seed: settings.seed * 1_000 + kills }));
  let life = launch();
  await life;
  let isKilled = false;

  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const { child } = await life;
    if (isDead(child)) return;
    isKilled = true;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  return {
    ask: async (request) => {
      const { child, waiting } = await life;
      // Node tells a sender nothing of a process that died a moment ago, and no answer would ever come.
      if (isDead(child)) {
        if (isKilled) return null;
        throw new Error(`the soak's worker died of itself (${child.exitCode ?? child.signalCode})`);
      }
      nextId += 1;
      const id = nextId;
      return new Promise((resolve, reject) => {
        const silent = setTimeout(
          () => reject(new Error(`the soak's worker lives and never answered a "${request.kind}"`)),
          longestSilenceMs,
        );
        const settle = (answer: Answer | null): void => {
          clearTimeout(silent);
          waiting.delete(id);
          resolve(answer);
        };
        waiting.set(id, settle);
        child.send({ ...request, id }, (error) => {
          if (error !== null) settle(null);
        });
      });
    },
    killAndRestart: async () => {
      await end('SIGKILL');
      kills += 1;
      life = launch();
      await life;
      isKilled = false;
    },
    kills: () => kills,
    stop: () => end('SIGTERM'),
  };
};
