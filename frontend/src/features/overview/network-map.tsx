import { type MouseEvent, type ReactNode, useState } from 'react';
import { Select } from '../../components/field/field.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useLeaderboard } from '../../lib/api/use-leaderboard.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { FactoryLines } from './factory-lines.tsx';
import outline from './kenya-outline.json';
import { IntensityKey, StatusKey } from './map-key.tsx';
import { type Marked, Marker, Towns, Whereabouts } from './map-marker.tsx';
import { nearestWithin } from './nearest.ts';
import styles from './overview.module.css';
import { type MapView, mapViews, projectX, projectY } from './projection.ts';
import { rampOf } from './ramp.ts';

const views: readonly MapView[] = ['tea', 'west', 'east', 'kenya'];
const colours = ['status', 'intensity'] as const;
type Colour = (typeof colours)[number];

/** How near a click or a thumb has to come to a factory, px. */
const reachPx = 24;

const placeOf = ({ factory }: Marked) => ({
  x: projectX(factory.longitudeDeg),
  y: projectY(factory.latitudeDeg),
});

/** The factory that a click on the picture means. */
const hit = (event: MouseEvent<SVGSVGElement>, all: readonly Marked[]): Marked | null => {
  const matrix = event.currentTarget.getScreenCTM()?.inverse();
  if (matrix === undefined) return null;
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return nearestWithin(all, placeOf, at, reachPx * matrix.a);
};

const useIntensities = (wanted: boolean) => {
  const board = useLeaderboard({ basis: 'stack_co2' }, wanted);
  const ranked = wanted ? (board.data?.ranked ?? []) : [];
  return {
    error: wanted ? board.error : null,
    ramp: rampOf(ranked.map(({ intensityKgPerKg }) => intensityKgPerKg)),
    of: new Map(ranked.map((row) => [row.factoryId, row.intensityKgPerKg])),
  };
};

type ChoiceProps<One extends string> = {
  label: string;
  all: readonly One[];
  chosen: One;
  words: (one: One) => string;
  onChoose: (one: One) => void;
};

const Choice = <One extends string>({ label, all, chosen, words, onChoose }: ChoiceProps<One>) => (
  <Select
    label={label}
    value={chosen}
    onChange={({ target }) => onChoose(all.find((one) => one === target.value) ?? chosen)}
  >
    {all.map((one) => (
      <option key={one} value={one}>
        {words(one)}
      </option>
    ))}
  </Select>
);

type Props = {
  factories: readonly Marked[];
  factoryLink: (factoryId: string, name: string) => ReactNode;
};

/**
 * Where the factories stand and how they are. A picture: the list beside it holds the same and can be walked with keys;
 * a click or a thumb near a factory shows its line below.
 */
const NetworkMap = ({ factories, factoryLink }: Props) => {
  const text = useText();
  const format = useFormat();
  const [view, setView] = useState<MapView>('tea');
  const [colour, setColour] = useState<Colour>('status');
  const [chosenId, choose] = useState<string | null>(null);
  const intensities = useIntensities(colour === 'intensity');
  const { ramp } = intensities;
  const chosen = factories.find(({ factory }) => factory.factoryId === chosenId);
  const intensity = intensities.of.get(chosenId ?? '');
  return (
    <div className={styles.map}>
      <div className={styles.choices}>
        <Choice
          label={text('map.view')}
          all={views}
          chosen={view}
          words={(one) => text(`map.view.${one}`)}
          onChoose={setView}
        />
        <Choice
          label={text('map.colour')}
          all={colours}
          chosen={colour}
          words={(one) => text(`map.colour.${one}`)}
          onChoose={setColour}
        />
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list beside the map is the way for keys */}
      <svg
        className={styles.picture}
        viewBox={mapViews[view]}
        role="img"
        aria-label={text('map.label', { n: factories.length })}
        onClick={(event) => choose(hit(event, factories)?.factory.factoryId ?? null)}
      >
        <path className={styles.land} d={outline.path} />
        <Towns view={view} />
        {factories.toReversed().map((marked) => (
          <Marker
            key={marked.factory.factoryId}
            marked={marked}
            view={view}
            step={ramp?.stepOf(intensities.of.get(marked.factory.factoryId)) ?? null}
            chosen={marked === chosen}
          />
        ))}
      </svg>
      <div role="status">
        {chosen === undefined ? (
          <p className={styles.small}>{text('map.hint')}</p>
        ) : (
          <>
            <FactoryLines lines={[chosen]} factoryLink={factoryLink} />
            {intensity !== undefined && (
              <p className={styles.small}>
                {text('overview.intensity')}: {format.intensity(intensity)} kg/kg
              </p>
            )}
          </>
        )}
      </div>
      <div className={styles.foot}>
        <div>
          {ramp === null ? <StatusKey /> : <IntensityKey ramp={ramp} />}
          {factories.some(({ factory }) => factory.approximate) && (
            <p className={styles.small}>{text('map.approximate')}</p>
          )}
        </div>
        {view !== 'kenya' && <Whereabouts view={view} land={outline.path} />}
      </div>
      {intensities.error !== null && <Failure error={intensities.error} />}
    </div>
  );
};

export default NetworkMap;
