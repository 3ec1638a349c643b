import type { DirtyHour } from '../adapters/ports/dirty-hours.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { foldChimney } from './fold-chimney.ts';
import { type FoldWindow, planFolds } from './plan-folds.ts';
import type { FoldPorts } from './ports.ts';
import { sumUpFactoryDay } from './sum-up.ts';

export type RolledUpFactory = {
  /** Dates whose network-day must be listed again. */
  readonly dates: readonly string[];
  readonly hoursFolded: number;
  readonly daysWritten: number;
  readonly conflicts: number;
};

/**
 * Folds the window and the dirty hours of one factory's chimneys, then sums every date this can have touched. Dates
 * are summed although nothing changed in their chimneys: an earlier run may have died between the two.
 */
export const rollUpFactory = async (
  ports: FoldPorts,
  record: FactoryRecord,
  window: FoldWindow,
  markers: readonly DirtyHour[],
  nowMs: number,
): Promise<RolledUpFactory> => {
  const dates = new Set<string>();
  let [hoursFolded, daysWritten, conflicts] = [0, 0, 0];
  for (const task of planFolds(record, window, markers, nowMs)) {
    const folded = await foldChimney(ports, record, task, nowMs);
    for (const date of folded.dates) dates.add(date);
    hoursFolded += folded.hoursFolded;
    daysWritten += folded.daysWritten;
    conflicts += folded.conflicts;
  }
  for (const date of dates) {
    const summed = await sumUpFactoryDay(ports, record, date, nowMs);
    if (summed.written) daysWritten += 1;
    conflicts += summed.conflicts;
  }
  return { dates: [...dates], hoursFolded, daysWritten, conflicts };
};
