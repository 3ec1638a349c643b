import { type ReactNode, useCallback, useMemo } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { Select } from '../../components/field/field.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { Card, Page } from '../../components/page/page.tsx';
import type { Series } from '../../components/time-series/series.ts';
import { TimeSeries } from '../../components/time-series/time-series.tsx';
import { unknownValue } from '../../lib/format/numbers.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { dayMs, hourMs } from '../../lib/time/nairobi.ts';
import { ranges, type TrendsSearch } from './search.ts';
import styles from './trends.module.css';
import { type LoadedHistory, useHistory } from './use-history.ts';

type Chimney = { chimneyId: string; name: string };
type Props = {
  factoryId: string;
  name: string;
  nav: ReactNode;
  chimneys: readonly Chimney[];
  search: TrendsSearch;
  onSearch: (search: TrendsSearch) => void;
};

/** Substituted kg stand on top of the measured ones, dashed; without any there is no such series. */
const emissionSeries = (history: LoadedHistory, measured: string, substituted: string): Series[] => [
  ...(history.substitutedKg.some((kg) => kg !== null && kg > 0)
    ? [
        {
          key: 'substituted',
          label: substituted,
          values: history.substitutedKg,
          plotted: history.reportedKg,
          colour: 'series-2',
          stroke: 'dashed',
        } as const,
      ]
    : []),
  { key: 'measured', label: measured, values: history.measuredKg, colour: 'series-1', stroke: 'solid' },
];

const line = (label: string, values: (number | null)[]): Series[] => [
  { key: 'line', label, values, colour: 'series-1', stroke: 'solid' },
];

/** What one bar stands for decides how its instant is said. */
const useInstants = (stepMs: number, spanMs: number) => {
  const text = useText();
  const format = useFormat();
  const weekFrom = useCallback(
    (ms: number) => text('trends.week_from', { day: format.day(ms) }),
    [text, format],
  );
  if (stepMs === hourMs)
    return { when: format.dayAndClock, tick: spanMs <= dayMs ? format.clock : format.day };
  return { when: stepMs === dayMs ? format.weekday : weekFrom, tick: format.day };
};

/** From here on tonnes read better than kilograms. */
const tonnesFromKg = 10_000;

const Charts = ({ history, fileName }: { history: LoadedHistory; fileName: string }) => {
  const text = useText();
  const format = useFormat();
  const emissions = useMemo(
    () => emissionSeries(history, text('trends.measured'), text('trends.substituted')),
    [history, text],
  );
  const capture = useMemo(() => line(text('trends.capture'), history.capturePercent), [history, text]);
  const intensity = useMemo(() => line(text('trends.intensity'), history.intensityKgPerKg), [history, text]);
  const inTonnes = Math.max(...history.measuredKg.map((kg) => kg ?? 0)) >= tonnesFromKg;
  const plain = useMemo(
    () => ({
      tonnes: (kg: number | null) => (kg === null ? unknownValue : format.decimal(kg / 1_000, 1)),
      whole: (value: number | null) => (value === null ? unknownValue : format.decimal(value, 0)),
      intensity: (value: number | null) => format.intensity(value),
    }),
    [format],
  );
  const { xMs, stepMs } = history;
  const shared = { xMs, stepMs, ...useInstants(stepMs, xMs.length * stepMs) };
  return (
    <>
      <Card label={text('trends.emissions')}>
        <TimeSeries
          {...shared}
          title={text('trends.emissions')}
          unit={inTonnes ? 't' : 'kg'}
          fileUnit="kg CO₂"
          kind="bars"
          series={emissions}
          uncertainty={history.expandedUncertaintyKg}
          format={inTonnes ? plain.tonnes : plain.whole}
          fileName={`${fileName}-kg.csv`}
        />
      </Card>
      <Card label={text('trends.capture')}>
        <TimeSeries
          {...shared}
          title={text('trends.capture')}
          unit="%"
          kind="line"
          series={capture}
          format={plain.whole}
          fileName={`${fileName}-capture.csv`}
        />
      </Card>
      {history.intensityKgPerKg.some((value) => value !== null) && (
        <Card label={text('trends.intensity')}>
          <TimeSeries
            {...shared}
            title={text('trends.intensity')}
            unit="kg/kg"
            kind="line"
            series={intensity}
            uncertainty={history.intensityExpandedUncertaintyKgPerKg}
            format={plain.intensity}
            fileName={`${fileName}-intensity.csv`}
          />
        </Card>
      )}
    </>
  );
};

/** Days and hours gone by, of the factory or one chimney. */
export const TrendsPage = ({ factoryId, name, nav, chimneys, search, onSearch }: Props) => {
  const text = useText();
  const history = useHistory(factoryId, search);
  const { chimney: _, ...whole } = search;
  return (
    <Page title={name} lead={text('trends.title')} actions={nav}>
      <div className={styles.choices}>
        <fieldset className={styles.ranges}>
          <legend className="visually-hidden">{text('trends.range')}</legend>
          {ranges.map((range) => (
            <Button
              key={range}
              aria-pressed={range === search.range}
              onClick={() => onSearch({ ...search, range })}
            >
              {text(`trends.range.${range}`)}
            </Button>
          ))}
        </fieldset>
        <Select
          label={text('chart.chimney')}
          value={search.chimney ?? ''}
          onChange={({ target: { value } }) => onSearch(value === '' ? whole : { ...search, chimney: value })}
        >
          <option value="">{text('live.all')}</option>
          {chimneys.map(({ chimneyId, name: chimneyName }) => (
            <option key={chimneyId} value={chimneyId}>
              {chimneyName}
            </option>
          ))}
        </Select>
      </div>
      <Loaded query={history}>
        {(loaded) => (
          <>
            {loaded.seeded && (
              <div>
                <Chip tone="none" icon="clock">
                  {text('origin.seeded')}
                </Chip>
              </div>
            )}
            <Charts
              key={`${search.range} ${search.chimney ?? ''}`}
              history={loaded}
              fileName={`${search.chimney ?? factoryId}-${search.range}`}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
};
