import { basename } from 'node:path';
import type { Place } from './places.ts';
import type { PlacedDevice } from './state-folder.ts';

/** Devices by the rank they keep although another was wished of their chimney; null is a rank nobody wrote down. */
const keptRanks = (
  known: readonly PlacedDevice[],
  places: readonly Place[],
  firstPriority: number,
): Map<number | null, PlacedDevice[]> => {
  const wishedOn = (chimneyId: string | null): number[] => {
    const ranks = places.filter((place) => place.chimneyId === chimneyId).map(({ priority }) => priority);
    return ranks.length === 0 ? [firstPriority] : ranks;
  };
  const keeping = known.filter(
    ({ answer, priority }) => priority === null || !wishedOn(answer.device.chimneyId).includes(priority),
  );
  return Map.groupBy(keeping, ({ priority }) => priority);
};

const sentence = (rank: number | null, devices: readonly PlacedDevice[], root: string): string => {
  const names = devices.map(({ folder }) => basename(folder));
  const what = rank === null ? 'the rank they have' : `rank ${rank}`;
  return names.length === 1
    ? `1 device keeps ${rank === null ? 'its rank' : what} from an earlier run; delete ${root}/${names[0]} to place it anew.`
    : `${names.length} devices keep ${what} from an earlier run; delete their folders in ${root} to place them anew: ${names.join(', ')}.`;
};

/** Sentences for who sees that devices of an earlier run do not take the rank that is wished now; none where they do. */
export const keptRankNotes = (
  known: readonly PlacedDevice[],
  places: readonly Place[],
  firstPriority: number,
  root: string,
): string[] =>
  [...keptRanks(known, places, firstPriority)].map(([rank, devices]) => sentence(rank, devices, root));
