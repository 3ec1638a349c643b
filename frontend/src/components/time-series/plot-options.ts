import uPlot from 'uplot';
import { drawGaps } from './hatch.ts';
import type { Gap, Series } from './series.ts';

export type PlotSettings = {
  kind: 'line' | 'bars';
  series: readonly Series[];
  gaps: readonly Gap[];
  /** First and last instant shown, s: a value stands for its whole step. */
  rangeS: [number, number];
  tick: (ms: number) => string;
  /** A value of the upright axis in words. */
  level: (value: number) => string;
  onCursor: (ms: number) => void;
};

const dashes: Record<Series['stroke'], number[]> = { solid: [], dotted: [2, 4], dashed: [7, 4] };
const axisFont = '12px system-ui, sans-serif';

/** A token's value where the chart stands, so that a change of theme needs no second set of colours. */
const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(`--${name}`).trim();

const drawn = (element: Element, kind: PlotSettings['kind'], one: Series): uPlot.Series => {
  const colour = token(element, one.colour);
  const bars = kind === 'bars' && uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.8, 40] }) } : {};
  return {
    label: one.label,
    stroke: colour,
    dash: dashes[one.stroke],
    width: one.colour === 'series-total' ? 2.5 : 1.75,
    points: { show: false },
    spanGaps: false,
    ...(kind === 'bars' && one.stroke === 'solid' ? { fill: colour } : {}),
    ...bars,
  };
};

/** A scale that begins at zero: a rate drawn from a cut axis shows small changes as large. */
const fromZero = (_: uPlot, least: number, greatest: number): uPlot.Range.MinMax => {
  const top = greatest > 0 ? greatest * 1.08 : 1;
  return [Math.min(0, least), top];
};

/** uPlot's settings for one chart; the clock on its axis is Kenya's. */
export const plotOptions = (element: HTMLElement, settings: PlotSettings): uPlot.Options => {
  const axis = {
    stroke: token(element, 'ink-2'),
    font: axisFont,
    grid: { stroke: token(element, 'hairline'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 8 } },
    scales: { x: { range: () => settings.rangeS }, y: { range: fromZero } },
    axes: [
      { ...axis, size: 28, space: 64, values: (_, splits) => splits.map((s) => settings.tick(s * 1_000)) },
      { ...axis, size: 52, values: (_, splits) => splits.map(settings.level) },
    ],
    series: [{}, ...settings.series.map((one) => drawn(element, settings.kind, one))],
    hooks: {
      drawClear: [(plot) => drawGaps(plot, settings.gaps, token(element, 'line'))],
      setCursor: [
        (plot) => {
          const { left } = plot.cursor;
          if (left !== undefined && left >= 0) settings.onCursor(plot.posToVal(left, 'x') * 1_000);
        },
      ],
    },
  };
};
