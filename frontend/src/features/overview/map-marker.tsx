import type { Attention, FactoryLine } from './attention.ts';
import styles from './overview.module.css';
import { type MapView, mapViews, projectX, projectY } from './projection.ts';
import type { RampStep } from './ramp.ts';

export type Marked = { factory: FactoryLine; attention: Attention };

/** Shapes of one size around 0,0: round, triangle, square, cross. Colour only repeats what the shape says. */
export const shapes: Record<Attention, string> = {
  ok: 'M0-5A5 5 0 1 0 0 5A5 5 0 1 0 0-5Z',
  partial: 'M0-6 6 5H-6Z',
  alert: 'M-5.5-5.5H5.5V5.5H-5.5Z',
  silent: 'M-4-4 4 4M4-4-4 4',
};

/** So that a marker is about as large on the screen in every view. */
const zoomOf: Record<MapView, number> = { tea: 0.44, kenya: 1, west: 0.28, east: 0.28 };

type Props = {
  marked: Marked;
  view: MapView;
  /** Null: coloured by status. 0: no intensity to show. */
  step: RampStep | null;
  chosen: boolean;
};

export const Marker = ({ marked, view, step, chosen }: Props) => {
  const { factory, attention } = marked;
  const place = `translate(${projectX(factory.longitudeDeg)} ${projectY(factory.latitudeDeg)}) scale(${zoomOf[view]})`;
  const look = step === null ? styles[attention] : styles[`ramp${step}`];
  return (
    <g transform={place}>
      {chosen && <circle className={styles.chosen} r={9} />}
      <path className={look} d={shapes[step === null ? attention : 'ok']}>
        <title>{factory.name}</title>
      </path>
    </g>
  );
};

/** Towns to find one's way by, their names on the side where no factories stand. */
const towns = [
  { name: 'Kericho', side: 1, longitudeDeg: 35.28, latitudeDeg: -0.37 },
  { name: 'Kisii', side: -1, longitudeDeg: 34.77, latitudeDeg: -0.68 },
  { name: 'Nairobi', side: 1, longitudeDeg: 36.82, latitudeDeg: -1.29 },
  { name: 'Nyeri', side: -1, longitudeDeg: 36.95, latitudeDeg: -0.42 },
  { name: 'Meru', side: 1, longitudeDeg: 37.65, latitudeDeg: 0.05 },
] as const;

export const Towns = ({ view }: { view: MapView }) =>
  towns.map(({ name, side, longitudeDeg, latitudeDeg }) => (
    <g
      key={name}
      className={styles.town}
      transform={`translate(${projectX(longitudeDeg)} ${projectY(latitudeDeg)}) scale(${zoomOf[view]})`}
    >
      <circle r={2} />
      <text x={5 * side} y={4} textAnchor={side < 0 ? 'end' : 'start'}>
        {name}
      </text>
    </g>
  ));

/** The country, small, with the part that is shown. */
export const Whereabouts = ({ view, land }: { view: MapView; land: string }) => {
  const [x, y, width, height] = mapViews[view].split(' ');
  return (
    <svg className={styles.whereabouts} viewBox={mapViews.kenya} aria-hidden="true" focusable="false">
      <path className={styles.land} d={land} />
      <rect className={styles.part} x={x} y={y} width={width} height={height} />
    </svg>
  );
};
