import type { Assignment, DatedConfiguration } from '@carbon-track/contract/chimney.ts';

type Dated = { readonly fromMs: number; readonly toMs: number | null };

/** Whether an instant lies in `[fromMs, toMs)`; `toMs` null means until further notice. */
export const isInForce = (dated: Dated, ms: number): boolean =>
  dated.fromMs <= ms && (dated.toMs === null || ms < dated.toMs);

/** The configuration of a chimney in force at an instant, the highest revision of any that overlap; null without one. */
export const configurationAt = (
  configurations: readonly DatedConfiguration[],
  chimneyId: string,
  ms: number,
): DatedConfiguration | null => {
  let found: DatedConfiguration | null = null;
  for (const candidate of configurations) {
    if (candidate.chimneyId !== chimneyId || !isInForce(candidate, ms)) continue;
    if (found === null || candidate.revision > found.revision) found = candidate;
  }
  return found;
};

/** Lower priority first, then the later start, then ids: a total order, so that list order cannot matter. */
const compareAssignments = (a: Assignment, b: Assignment): number =>
  a.priority - b.priority ||
  b.fromMs - a.fromMs ||
  compareText(a.deviceId, b.deviceId) ||
  compareText(a.chimneyId, b.chimneyId);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const first = (
  assignments: readonly Assignment[],
  ms: number,
  fits: (assignment: Assignment) => boolean,
): Assignment | null => {
  let found: Assignment | null = null;
  for (const candidate of assignments) {
    if (!fits(candidate) || !isInForce(candidate, ms)) continue;
    if (found === null || compareAssignments(candidate, found) < 0) found = candidate;
  }
  return found;
};

/** The one assignment of a device at an instant; null when it measured nothing then. A device never measures two chimneys. */
export const assignmentOf = (
  assignments: readonly Assignment[],
  deviceId: string,
  ms: number,
): Assignment | null => first(assignments, ms, (assignment) => assignment.deviceId === deviceId);

/**
 * The device whose readings count for a chimney at an instant; null without any.
 * A device whose own assignment names another chimney does not compete here.
 */
export const primaryDeviceAt = (
  assignments: readonly Assignment[],
  chimneyId: string,
  ms: number,
): string | null =>
  first(
    assignments,
    ms,
    (assignment) =>
      assignment.chimneyId === chimneyId &&
      assignmentOf(assignments, assignment.deviceId, ms)?.chimneyId === chimneyId,
  )?.deviceId ?? null;
