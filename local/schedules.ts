export type Schedule = {
  /** Names the schedule in messages. */
  readonly name: string;
  readonly everyMs: number;
  /** First run after start. */
  readonly firstAfterMs: number;
  /** What EventBridge Scheduler hands the Lambda as its event. */
  readonly input: unknown;
  readonly handler: (event: unknown) => Promise<unknown>;
};

export type Schedules = {
  /** Runs all schedules of a name now and waits for them; for tests and for the first screen after a seed. */
  runNow(name: string): Promise<void>;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
};

/** One schedule. A run that is still going when the next is due lets that one pass: never two at once. */
const startSchedule = (schedule: Schedule, log: (message: string) => void) => {
  let running: Promise<void> | null = null;
  const run = (): Promise<void> => {
    running ??= schedule
      .handler(schedule.input)
      .then(
        () => undefined,
        (error: unknown) => log(`${schedule.name} failed and runs again when it is due: ${String(error)}`),
      )
      .finally(() => {
        running = null;
      });
    return running;
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    repeat = setInterval(run, schedule.everyMs);
    void run();
  }, schedule.firstAfterMs);
  return {
    name: schedule.name,
    run,
    stop: async () => {
      clearTimeout(first);
      clearInterval(repeat);
      await running;
    },
  };
};

/** Timers in the place of EventBridge Scheduler. */
export const startSchedules = (schedules: readonly Schedule[], log: (message: string) => void): Schedules => {
  const started = schedules.map((schedule) => startSchedule(schedule, log));
  return {
    runNow: async (name) => {
      await Promise.all(started.filter((one) => one.name === name).map((one) => one.run()));
    },
    stop: async () => {
      await Promise.all(started.map((one) => one.stop()));
    },
  };
};
