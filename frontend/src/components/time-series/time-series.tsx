import { type KeyboardEvent, lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { download } from '../../lib/download.ts';
import { toCsv } from '../../lib/format/csv.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { useSettings } from '../../lib/settings/settings.ts';
import { Button } from '../button/button.tsx';
import { Guard } from '../guard/guard.tsx';
import { Icon } from '../icon/icon.tsx';
import type { Drawing } from './plot.tsx';
import { Legend, Readout } from './readout.tsx';
import { gapsOf, nearestIndex, type Series } from './series.ts';
import { SeriesTable } from './series-table.tsx';
import styles from './time-series.module.css';
import { type Move, moveWindow, type Window } from './zoom.ts';

const Plot = lazy(() => import('./plot.tsx'));

export type TimeSeriesProps = {
  title: string;
  unit: string;
  kind: 'line' | 'bars';
  /** Evenly spaced instants, `stepMs` apart, without holes: what is missing is null in the series. */
  xMs: readonly number[];
  stepMs: number;
  series: readonly Series[];
  format: (value: number | null) => string;
  /** An instant in words for readout and table, and a short one for the axis. */
  when: (ms: number) => string;
  tick: (ms: number) => string;
  fileName: string;
};

const keyMoves: Record<string, Move> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  PageUp: 'left',
  PageDown: 'right',
};
const keySteps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -10, ArrowUp: 10 };

const useWindow = (length: number): [Window, (move: Move, centre: number) => void] => {
  const [zoomed, setZoomed] = useState<Window | null>(null);
  const whole = { from: 0, to: length - 1 };
  const window = zoomed === null || zoomed.to >= length ? whole : zoomed;
  return [window, (move, centre) => setZoomed(moveWindow(window, move, centre, length))];
};

/** A chart with its readout, zoom, table twin and download. Only one kind of chart exists in the portal. */
export const TimeSeries = (props: TimeSeriesProps) => {
  const { title, unit, kind, xMs, stepMs, series, format, when, tick, fileName } = props;
  const text = useText();
  const dayAndClock = useFormat().dayAndClock;
  const { theme, language } = useSettings();
  const [window, zoom] = useWindow(xMs.length);
  const [cursor, setCursor] = useState<number | null>(null);
  const onCursor = useCallback((ms: number) => setCursor(nearestIndex(xMs, ms)), [xMs]);
  const { from, to } = window;
  const drawing = useMemo<Drawing>(() => {
    const cut = <Value,>(values: readonly Value[]): readonly Value[] => values.slice(from, to + 1);
    const lines = series.map((one) => ({
      ...one,
      values: cut(one.values),
      ...(one.plotted === undefined ? {} : { plotted: cut(one.plotted) }),
    }));
    const shown = cut(xMs);
    const rangeS: [number, number] = [
      (shown[0] ?? 0) / 1_000,
      ((shown.at(-1) ?? 0) + (kind === 'bars' ? stepMs : 0)) / 1_000,
    ];
    const gaps = gapsOf(shown, lines, stepMs);
    return { kind, xMs: shown, rangeS, stepMs, series: lines, gaps, tick, onCursor };
  }, [kind, xMs, series, stepMs, tick, onCursor, from, to]);
  const at = Math.min(cursor ?? xMs.length - 1, xMs.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = keyMoves[event.key];
    const step = keySteps[event.key];
    const edge = { Home: window.from, End: window.to }[event.key];
    if (move === undefined && step === undefined && edge === undefined) return;
    event.preventDefault();
    if (move !== undefined) zoom(move, at);
    else setCursor(Math.min(window.to, Math.max(window.from, edge ?? at + (step ?? 0))));
  };

  const save = (): void =>
    download(
      fileName,
      toCsv(
        ['start_utc', ...series.map(({ label }) => `${label} [${unit}]`)],
        xMs.map((ms, i) => [new Date(ms).toISOString(), ...series.map(({ values }) => values[i] ?? null)]),
      ),
    );

  if (xMs.length === 0) return <p className={styles.empty}>{text('chart.empty')}</p>;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <h2>
          {title} <span className={styles.unit}>{unit}</span>
        </h2>
        <Legend series={series} hasGap={drawing.gaps.length > 0} />
      </figcaption>
      <Readout series={series} index={at} when={when(xMs[at] ?? 0)} format={format} />
      <div
        className={styles.host}
        role="slider"
        tabIndex={0}
        aria-label={text('chart.cursor', { title })}
        aria-valuemin={window.from}
        aria-valuemax={window.to}
        aria-valuenow={at}
        aria-valuetext={[
          when(xMs[at] ?? 0),
          ...series.map(({ label, values }) => `${label} ${format(values[at] ?? null)}`),
        ].join(', ')}
        onKeyDown={onKeyDown}
      >
        <Guard instead={<p className={styles.empty}>{text('chart.failed')}</p>}>
          <Suspense fallback={<div className={styles.plot} />}>
            <Plot
              key={`${theme} ${language}`}
              drawing={drawing}
              cursorMs={cursor === null ? null : (xMs[at] ?? null)}
            />
          </Suspense>
        </Guard>
      </div>
      <div className={styles.tools}>
        <Button onClick={() => zoom('in', at)}>{text('chart.zoom_in')}</Button>
        <Button onClick={() => zoom('out', at)}>{text('chart.zoom_out')}</Button>
        <Button onClick={save}>
          <Icon name="download" />
          {text('action.csv')}
        </Button>
      </div>
      <SeriesTable series={series} xMs={xMs} when={dayAndClock} format={format} title={title} />
    </figure>
  );
};
