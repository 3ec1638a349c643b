import type { Origin } from '@carbon-track/contract/emissions.ts';
import type { HourSlot } from './hour-fold.ts';

/** The least trustworthy origin names the whole: seeded before uploaded before measured. Nothing at all is measured. */
export const worstOrigin = (origins: Iterable<Origin>): Origin => {
  const all = new Set(origins);
  return all.has('seeded') ? 'seeded' : all.has('uploaded') ? 'uploaded' : 'measured';
};

export const originOfSlots = (slots: readonly HourSlot[]): Origin =>
  worstOrigin(
    slots.map(({ fold }) => (fold.hasSeeded ? 'seeded' : fold.hasUploaded ? 'uploaded' : 'measured')),
  );
