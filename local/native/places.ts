import type { FactoryDetail } from '@carbon-track/contract/factory.ts';

/** A chimney for one more device, and the device's rank there: 0 is the one that counts. */
export type Place = { readonly factoryId: string; readonly chimneyId: string; readonly priority: number };

const lowestRank = 9;

/**
 * Places for `count` devices, chimney after chimney of the factories in their order. Where there are more devices than
 * chimneys, the next one goes beside the one before, at a lower rank, so that nobody is put off a chimney.
 * Throws when every rank of every chimney is taken.
 */
export const placesFor = (
  count: number,
  factories: readonly Pick<FactoryDetail, 'factoryId' | 'chimneys'>[],
  firstPriority: number,
): Place[] => {
  const chimneys = factories.flatMap(({ factoryId, chimneys: all }) =>
    all.filter(({ inUse }) => inUse).map(({ chimneyId }) => ({ factoryId, chimneyId })),
  );
  const ranks = lowestRank - firstPriority + 1;
  if (count > chimneys.length * ranks) {
    throw new Error(
      `There is room for ${chimneys.length * ranks} devices here, ${ranks} on each of ${chimneys.length} chimneys.`,
    );
  }
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const chimney = chimneys[index % chimneys.length];
    const priority = firstPriority + Math.floor(index / chimneys.length);
    return chimney === undefined ? [] : [{ ...chimney, priority }];
  });
};
