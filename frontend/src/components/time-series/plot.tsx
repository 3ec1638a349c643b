import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { decimate } from './decimate.ts';
import { type PlotSettings, plotOptions } from './plot-options.ts';
import type { Series } from './series.ts';
import styles from './time-series.module.css';

export type Drawing = PlotSettings & { xMs: readonly number[]; stepMs: number };
type Props = {
  /** Drawn anew whenever this is another object. */
  drawing: Drawing;
  /** Instant to put the cursor on. */
  cursorMs: number | null;
};

const plotted = (one: Series): readonly (number | null)[] => one.plotted ?? one.values;

/** What uPlot draws: no more points than the screen can show; bars are few and stand in the middle of their step. */
const dataOf = ({ xMs, series, kind, stepMs }: Drawing, width: number): uPlot.AlignedData => {
  const kept = decimate(xMs.length, series.map(plotted), Math.max(1, width));
  const shiftMs = kind === 'bars' ? stepMs / 2 : 0;
  return [
    kept.map((index) => ((xMs[index] ?? 0) + shiftMs) / 1_000),
    ...series.map((one) => kept.map((index) => plotted(one)[index] ?? null)),
  ];
};

/** The only place that knows uPlot. Loaded when the first chart is shown. */
const Plot = ({ drawing, cursorMs }: Props) => {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { kind, stepMs } = drawing;
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = new uPlot(plotOptions(element, drawing), dataOf(drawing, element.clientWidth), element);
    plot.current = made;
    const resized = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [drawing]);
  useEffect(() => {
    if (plot.current === null || cursorMs === null) return;
    const middleMs = kind === 'bars' ? cursorMs + stepMs / 2 : cursorMs;
    plot.current.setCursor({ left: plot.current.valToPos(middleMs / 1_000, 'x'), top: 20 }, false);
  }, [cursorMs, kind, stepMs]);
  return <div ref={host} className={styles.plot} />;
};

export default Plot;
