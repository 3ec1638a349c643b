import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import type { Schedule } from '../schedules.ts';
import type { createWorkHandlers } from './handlers.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** 02:30 in Nairobi (UTC+3), as in the cloud. */
const reconcileAtMs = 23.5 * 60 * minuteMs;

const untilReconcileMs = (nowMs: number): number => {
  const intoDayMs = nowMs % dayMs;
  return (reconcileAtMs - intoDayMs + dayMs) % dayMs;
};

/** What the clock starts: the same periods and events as in the cloud, plus one early run so that screens fill. */
export const workSchedules = (
  { rollup, watch, reconcile }: ReturnType<typeof createWorkHandlers>,
  nowMs: number,
): Schedule[] => {
  const perPartition = Array.from({ length: workPartitions }, (_, partition) => [
    {
      name: 'rollup',
      everyMs: 10 * minuteMs,
      firstAfterMs: 5_000 + partition * 1_000,
      input: { partition },
      handler: rollup,
    },
    {
      name: 'watch',
      everyMs: minuteMs,
      firstAfterMs: 2_000 + partition * 500,
      input: { partition },
      handler: watch,
    },
  ]);
  const nightly: Schedule = {
    name: 'reconcile',
    everyMs: dayMs,
    firstAfterMs: untilReconcileMs(nowMs),
    input: {},
    handler: reconcile,
  };
  return [...perPartition.flat(), nightly];
};
