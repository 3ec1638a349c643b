/// <reference path="./topojson-client.d.ts" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { projectX, projectY } from '../src/features/overview/projection.ts';

type Ring = readonly (readonly [number, number])[];
type Shape = { type: string; coordinates: unknown };

const ringsOf = ({ type, coordinates }: Shape): Ring[] =>
  type === 'MultiPolygon' ? (coordinates as Ring[][]).flat() : (coordinates as Ring[]);

const pathOf = (ring: Ring): string =>
  ring
    .map(
      ([lon, lat], index) =>
        `${index === 0 ? 'M' : 'L'}${projectX(lon).toFixed(1)} ${projectY(lat).toFixed(1)}`,
    )
    .join('')
    .concat('Z');

/** Kenya's outline as one SVG path in the map's own units, from Natural Earth 1:50m (public domain). */
export const kenyaOutline = (): string => {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const atlas = JSON.parse(readFileSync(file, 'utf8'));
  const kenya = feature(atlas, atlas.objects.countries).features.find(
    ({ properties }) => properties.name === 'Kenya',
  );
  if (kenya === undefined) throw new Error(`No country named Kenya in ${file}: look at the atlas's names.`);
  return ringsOf(kenya.geometry).map(pathOf).join('');
};
