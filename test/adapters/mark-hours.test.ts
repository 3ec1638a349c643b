import { expect, it, vi } from 'vitest';
import { markHours } from '../../lambdas/adapters/mark-hours.ts';

it('marks every hour of every device once, with the reason', async () => {
  const mark = vi.fn(async () => undefined);
  await markHours({ mark }, 'own', ['a', 'b', 'a'], [0, 3_600_000], 'sources');
  expect(mark.mock.calls).toEqual([
    ['own', 'a', 0, 'sources'],
    ['own', 'a', 3_600_000, 'sources'],
    ['own', 'b', 0, 'sources'],
    ['own', 'b', 3_600_000, 'sources'],
  ]);
});

it('reports a mark that failed, after it tried all others', async () => {
  const mark = vi.fn(async (_factory: string, _device: string, hourMs: number) => {
    if (hourMs === 0) throw new Error('throttled');
  });
  await expect(markHours({ mark }, 'own', ['a'], [0, 1, 2], 'readings')).rejects.toThrow('throttled');
  expect(mark).toHaveBeenCalledTimes(3);
});
