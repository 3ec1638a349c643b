import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import { reconcileAt, rollupPeriodMs, watchPeriodMs } from '../../lambdas/adapters/timetable.ts';
import { dayMs, hourMs, minuteMs, nairobiDate, nairobiDayStartMs } from '../../lambdas/domain/nairobi.ts';
import type { Schedule } from '../schedules.ts';
import type { createWorkHandlers } from './handlers.ts';

const untilReconcileMs = (nowMs: number): number => {
  const intoDayMs = nowMs - nairobiDayStartMs(nairobiDate(nowMs));
  const atMs = reconcileAt.hour * hourMs + reconcileAt.minute * minuteMs;
  return (atMs - intoDayMs + dayMs) % dayMs;
};

/** What the clock starts: the same periods and events as in the cloud, plus one early run so that screens fill. */
export const workSchedules = (
  { rollup, watch, reconcile }: ReturnType<typeof createWorkHandlers>,
  nowMs: number,
): Schedule[] => {
  const perPartition = Array.from({ length: workPartitions }, (_, partition) => [
    {
      name: 'rollup',
      everyMs: rollupPeriodMs,
      firstAfterMs: 5_000 + partition * 1_000,
      input: { partition },
      handler: rollup,
    },
    {
      name: 'watch',
      everyMs: watchPeriodMs,
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
