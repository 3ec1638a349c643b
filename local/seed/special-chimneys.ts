/**
 * Chimneys of the demonstration that differ from the usual round chimney with a 20 % NDIR sensor and an anemometer,
 * so that every case a real network has can be looked at.
 */
export const rectangularChimneys = new Set(['nyamache-1', 'ngere-2', 'theta-1', 'toror-1']);

/** Fitted with a room-air sensor that ends at 5,000 ppm: it saturates in flue gas and must be shown as over range. */
export const saturatingChimneys = new Set(['motigo-2', 'sanganyi-3']);

/** Gas is dried before the cell, so the moisture of the stack has to be known. */
export const dryBasisChimneys = new Set([
  'kagwe-1',
  'kagwe-2',
  'litein-1',
  'imenti-2',
  'gathuthi-1',
  'rukuriri-3',
  'momul-2',
]);

export const dilutionChimneys = new Set(['chebut-4']);
export const pitotChimneys = new Set(['mogogosiek-1', 'ragati-2']);
export const chimneysWithoutThermocouple = new Set(['kiru-2']);

/** Its CO2 sensor has been unplugged since some days before the first start. */
export const unpluggedChimneys = new Set(['itumbe-3']);
export const unpluggedForDays = 5;

/** A factory whose devices were silent for days in the last four weeks: below the coverage floor, so not ranked. */
export const silentFactory = { factoryId: 'githambo', fromDaysAgo: 19, toDaysAgo: 8 } as const;
