import type { MinutePoint } from '@carbon-track/contract/emissions.ts';
import { useCallback, useMemo, useState } from 'react';
import { Select } from '../../components/field/field.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { Card } from '../../components/page/page.tsx';
import type { Series } from '../../components/time-series/series.ts';
import { TimeSeries } from '../../components/time-series/time-series.tsx';
import { unknownValue } from '../../lib/format/numbers.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { minuteMs } from '../../lib/time/nairobi.ts';
import styles from './live.module.css';
import { type Measure, measures, minuteGrid, sumOfLines, valuesOnGrid } from './minute-series.ts';
import { useMinutes } from './use-minutes.ts';

type Chimney = { chimneyId: string; name: string };
type Props = { factoryId: string; chimneys: readonly Chimney[] };

const units: Record<Measure, string> = { rate: 'kg/h', co2: '% CO₂', temperature: '°C', velocity: 'm/s' };
const decimals: Record<Measure, number> = { rate: 0, co2: 1, temperature: 0, velocity: 1 };
const colours = ['series-1', 'series-2', 'series-3', 'series-4'] as const;
const noPoints: readonly MinutePoint[] = [];

/** The last three hours by the minute: of all chimneys together, or of one in any of its measures. */
const MinuteChart = ({ factoryId, chimneys }: Props) => {
  const text = useText();
  const format = useFormat();
  const [chosen, choose] = useState('');
  const [measure, setMeasure] = useState<Measure>('rate');
  const minutes = useMinutes(factoryId, chimneys);
  const shownMeasure = chosen === '' ? 'rate' : measure;
  const chart = useMemo(() => {
    const grid = minuteGrid(minutes.newestMs, minutes.lines);
    const all = chimneys.map(({ chimneyId, name }, index): Series & { chimneyId: string } => ({
      key: chimneyId,
      chimneyId,
      label: name,
      values: valuesOnGrid(grid, minutes.lines[index] ?? noPoints, shownMeasure),
      colour: colours[index % colours.length] ?? 'series-1',
      stroke: 'solid',
    }));
    const lines = all.filter((line) => chosen === '' || line.chimneyId === chosen);
    const total: Series = {
      key: 'total',
      label: text('live.all'),
      values: sumOfLines(lines.map(({ values }) => values)),
      colour: 'series-total',
      stroke: 'solid',
    };
    return { grid, series: lines.length > 1 ? [total, ...lines] : lines };
  }, [minutes.newestMs, minutes.lines, chimneys, chosen, shownMeasure, text]);

  const words = useCallback(
    (value: number | null) => (value === null ? unknownValue : format.decimal(value, decimals[shownMeasure])),
    [format, shownMeasure],
  );
  return (
    <Card label={text('live.last_hours')}>
      <div className={styles.choices}>
        <Select label={text('chart.chimney')} value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="">{text('live.all')}</option>
          {chimneys.map(({ chimneyId, name }) => (
            <option key={chimneyId} value={chimneyId}>
              {name}
            </option>
          ))}
        </Select>
        {chosen !== '' && (
          <Select
            label={text('chart.measure')}
            value={measure}
            onChange={(event) => setMeasure(measures.find((one) => one === event.target.value) ?? 'rate')}
          >
            {measures.map((one) => (
              <option key={one} value={one}>
                {text(`measure.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </div>
      {minutes.error !== null && <Failure error={minutes.error} retry={minutes.refetch} />}
      {minutes.loaded && (
        <TimeSeries
          title={text('live.last_hours')}
          unit={units[shownMeasure]}
          kind="line"
          xMs={chart.grid}
          stepMs={minuteMs}
          series={chart.series}
          format={words}
          when={format.clock}
          tick={format.clock}
          fileName={`${chosen === '' ? factoryId : chosen}-minutes.csv`}
        />
      )}
    </Card>
  );
};

export default MinuteChart;
