import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Schedule, startSchedules } from '../../local/schedules.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const schedule = (change: Partial<Schedule> = {}): Schedule => ({
  name: 'rollup',
  everyMs: 1_000,
  firstAfterMs: 100,
  input: { partition: 2 },
  handler: async () => undefined,
  ...change,
});

describe('schedules', () => {
  it('hand their input over at the first time and then every period', async () => {
    const events: unknown[] = [];
    const handler = async (event: unknown) => void events.push(event);
    const schedules = startSchedules([schedule({ handler })], () => undefined);
    await vi.advanceTimersByTimeAsync(99);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(events).toEqual([{ partition: 2 }, { partition: 2 }]);
    await schedules.stop();
  });

  it('never run the same one twice at once, while another goes on', async () => {
    let running = 0;
    let most = 0;
    let others = 0;
    const slow = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      running -= 1;
    };
    const quick = async () => {
      others += 1;
    };
    const schedules = startSchedules(
      [schedule({ handler: slow }), schedule({ handler: quick })],
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(10_000);
    expect([most, others]).toEqual([1, 10]);
    const stopping = schedules.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    await stopping;
  });

  it('go on after a failure, which they report', async () => {
    const messages: string[] = [];
    const handler = () => Promise.reject(new Error('store is away'));
    const schedules = startSchedules([schedule({ handler })], (message) => messages.push(message));
    await vi.advanceTimersByTimeAsync(1_200);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('store is away');
    await schedules.stop();
  });

  it('stop only after the running one ended, and start nothing more', async () => {
    let ended = 0;
    const handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ended += 1;
    };
    const schedules = startSchedules([schedule({ handler })], () => undefined);
    await vi.advanceTimersByTimeAsync(200);
    const stopping = schedules.stop();
    await vi.advanceTimersByTimeAsync(500);
    await stopping;
    expect(ended).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ended).toBe(1);
  });
});
