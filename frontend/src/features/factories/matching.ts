import type { FactorySummary } from '@carbon-track/contract/factory.ts';

/** Factories whose name, place or county holds every word typed, by name. */
export const matching = (factories: readonly FactorySummary[], typed: string): FactorySummary[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return factories
    .filter(({ name, location, county }) => {
      const haystack = `${name} ${location} ${county}`.toLowerCase();
      return words.every((word) => haystack.includes(word));
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
};
