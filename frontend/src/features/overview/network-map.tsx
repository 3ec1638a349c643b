import { useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Attention, FactoryLine } from './attention.ts';
import outline from './kenya-outline.json';
import styles from './overview.module.css';
import { type MapView, mapViews, projectX, projectY } from './projection.ts';

type Marked = { factory: FactoryLine; attention: Attention };

/** Shapes of one size around 0,0: round, triangle, square, cross. Colour only repeats what the shape says. */
const shapes: Record<Attention, string> = {
  ok: 'M0-5A5 5 0 1 0 0 5A5 5 0 1 0 0-5Z',
  partial: 'M0-6 6 5H-6Z',
  alert: 'M-5.5-5.5H5.5V5.5H-5.5Z',
  silent: 'M-4-4 4 4M4-4-4 4',
};
const views: readonly MapView[] = ['tea', 'west', 'east', 'kenya'];
const zoomOf: Record<MapView, number> = { tea: 0.44, kenya: 1, west: 0.28, east: 0.28 };

const Marker = ({ marked, zoom }: { marked: Marked; zoom: number }) => {
  const { factory, attention } = marked;
  const place = `translate(${projectX(factory.longitudeDeg)} ${projectY(factory.latitudeDeg)}) scale(${zoom})`;
  return (
    <path className={styles[attention]} transform={place} d={shapes[attention]}>
      <title>{factory.name}</title>
    </path>
  );
};

const Key = () => {
  const text = useText();
  return (
    <ul className={styles.key}>
      {(['ok', 'partial', 'alert', 'silent'] as const).map((attention) => (
        <li key={attention}>
          <svg viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">
            <path className={styles[attention]} d={shapes[attention]} />
          </svg>
          {text(`map.${attention}`)}
        </li>
      ))}
    </ul>
  );
};

/** The country, small, with the part that is shown. */
const Whereabouts = ({ view }: { view: MapView }) => {
  const [x, y, width, height] = mapViews[view].split(' ');
  return (
    <svg className={styles.whereabouts} viewBox={mapViews.kenya} aria-hidden="true" focusable="false">
      <path className={styles.land} d={outline.path} />
      <rect className={styles.part} x={x} y={y} width={width} height={height} />
    </svg>
  );
};

/** Where the factories stand and how they are. A picture: the list beside it holds the same and can be walked. */
const NetworkMap = ({ factories }: { factories: readonly Marked[] }) => {
  const text = useText();
  const [view, setView] = useState<MapView>('tea');
  const drawnLast = factories.toReversed();
  const approximate = factories.some(({ factory }) => factory.approximate);
  return (
    <div className={styles.map}>
      <fieldset className={styles.views}>
        <legend className="visually-hidden">{text('map.view')}</legend>
        {views.map((one) => (
          <Button key={one} aria-pressed={one === view} onClick={() => setView(one)}>
            {text(`map.view.${one}`)}
          </Button>
        ))}
      </fieldset>
      <svg
        className={styles.picture}
        viewBox={mapViews[view]}
        role="img"
        aria-label={text('map.label', { n: factories.length })}
      >
        <path className={styles.land} d={outline.path} />
        {drawnLast.map((marked) => (
          <Marker key={marked.factory.factoryId} marked={marked} zoom={zoomOf[view]} />
        ))}
      </svg>
      <div className={styles.foot}>
        <div>
          <Key />
          {approximate && <p className={styles.small}>{text('map.approximate')}</p>}
        </div>
        {view !== 'kenya' && <Whereabouts view={view} />}
      </div>
    </div>
  );
};

export default NetworkMap;
