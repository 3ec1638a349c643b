import { type KeyboardEvent, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { download } from '../../lib/download.ts';
import { toCsv } from '../../lib/format/csv.ts';
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
import { usePinch } from './use-pinch.ts';
import { fewestPoints, type Move, moveWindow, pinchWindow, type Window } from './zoom.ts';

const Plot = lazy(() => import('./plot.tsx'));

export type TimeSeriesProps = {
  title: string;
  unit: string;
  kind: 'line' | 'bars';
  /** Evenly spaced instants, `stepMs` apart, without holes: what is missing is null in the series. */
  xMs: readonly number[];
  stepMs: number;
  series: readonly Series[];
  /** k = 2, of what all series of an instant come to together. */
  uncertainty?: readonly (number | null)[];
  format: (value: number | null) => string;
  /** The unit of `series` in the download, where the screen shows another. */
  fileUnit?: string;
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

const useWindow = (length: number) => {
  const [zoomed, setZoomed] = useState<Window | null>(null);
  const begun = useRef<Window | null>(null);
  const whole = { from: 0, to: length - 1 };
  const window = zoomed === null || zoomed.to >= length ? whole : zoomed;
  const pinch = usePinch({
    onStart: () => {
      begun.current = window;
    },
    onMove: (start, now) => setZoomed(pinchWindow(begun.current ?? window, start, now, length)),
  });
  return {
    window,
    isWhole: window.from === whole.from && window.to === whole.to,
    zoom: (move: Move, centre: number): void => setZoomed(moveWindow(window, move, centre, length)),
    pinch,
  };
};

/** A chart with its readout, zoom, table twin and download. Only one kind of chart exists in the portal. */
export const TimeSeries = (props: TimeSeriesProps) => {
  const { title, unit, kind, xMs, stepMs, series, uncertainty, format, when, tick, fileName } = props;
  const fileUnit = props.fileUnit ?? unit;
  const text = useText();
  const { theme, language } = useSettings();
  const { window, isWhole, zoom, pinch } = useWindow(xMs.length);
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
    return { kind, xMs: shown, rangeS, stepMs, series: lines, gaps, tick, level: format, onCursor };
  }, [kind, xMs, series, stepMs, tick, format, onCursor, from, to]);
  // A table and a file hold the ± as a column, the readout behind its values.
  const columns = [
    ...series,
    ...(uncertainty === undefined
      ? []
      : [{ key: 'uncertainty', label: text('chart.uncertainty'), values: uncertainty }]),
  ];
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
        ['start_utc', ...columns.map(({ label }) => `${label} [${fileUnit}]`)],
        xMs.map((ms, i) => [new Date(ms).toISOString(), ...columns.map(({ values }) => values[i] ?? null)]),
      ),
    );

  const tools = [
    { move: 'in', icon: 'plus', off: to - from < fewestPoints },
    { move: 'out', icon: 'flat', off: isWhole },
    { move: 'left', icon: 'left', off: from === 0 },
    { move: 'right', icon: 'right', off: to === xMs.length - 1 },
  ] as const;

  if (xMs.length === 0) return <p className={styles.empty}>{text('chart.empty')}</p>;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <h2>
          {title} <span className={styles.unit}>{unit}</span>
        </h2>
        <Legend series={series} hasGap={drawing.gaps.length > 0} />
      </figcaption>
      <Readout
        series={series}
        uncertainty={uncertainty}
        index={at}
        when={when(xMs[at] ?? 0)}
        format={format}
      />
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
          ...columns.map(({ label, values }) => `${label} ${format(values[at] ?? null)}`),
        ].join(', ')}
        onKeyDown={onKeyDown}
        {...pinch}
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
        {tools.map(({ move, icon, off }) => (
          <Button key={move} aria-label={text(`chart.${move}`)} disabled={off} onClick={() => zoom(move, at)}>
            <Icon name={icon} />
          </Button>
        ))}
        <Button onClick={save} aria-label={text('action.csv')}>
          <Icon name="download" />
          CSV
        </Button>
      </div>
      <SeriesTable columns={columns} xMs={xMs} when={when} format={format} title={title} />
    </figure>
  );
};
