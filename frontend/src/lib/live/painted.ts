import type { KnownSnapshots } from './merge-snapshots.ts';

/** Name of the performance mark set when the screen shows a live reading; its detail holds `takenAtMs`. */
export const paintedMark = 'live-painted';
const mostMarks = 1_000;

/** Marks the frame that shows the newest live reading, so that "taken → painted" can be measured from outside. */
export const markPainted = (known: KnownSnapshots): (() => void) => {
  const taken = [...known.values()].filter(({ via }) => via === 'patch').map((one) => one.snapshot.takenAtMs);
  if (taken.length === 0) return () => undefined;
  const frame = requestAnimationFrame(() => {
    // An open page runs for days: old marks go, new ones stay readable.
    if (performance.getEntriesByName(paintedMark).length >= mostMarks) performance.clearMarks(paintedMark);
    performance.mark(paintedMark, { detail: { takenAtMs: Math.max(...taken) } });
  });
  return () => cancelAnimationFrame(frame);
};
