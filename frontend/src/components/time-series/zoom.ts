/** A window of indices `[from, to]` into the points of a chart. */
export type Window = { from: number; to: number };
export type Move = 'in' | 'out' | 'left' | 'right';

/** No closer than this many points. */
export const fewestPoints = 8;
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** A window of about `size` points from `start` on, within the `length` there are. */
const fitting = (start: number, size: number, length: number): Window => {
  const fitted = clamp(Math.round(size), Math.min(fewestPoints, length), length);
  const from = clamp(Math.round(start), 0, length - fitted);
  return { from, to: from + fitted - 1 };
};

/** Halves or doubles the window around `centre`, or moves it by a third; never beyond the `length` points. */
export const moveWindow = (window: Window, move: Move, centre: number, length: number): Window => {
  const size = window.to - window.from + 1;
  if (move === 'left' || move === 'right')
    return fitting(window.from + (move === 'left' ? -1 : 1) * Math.ceil(size / 3), size, length);
  const newSize = clamp(move === 'in' ? size / 2 : size * 2, Math.min(fewestPoints, length), length);
  return fitting(centre - Math.round(newSize) / 2, newSize, length);
};

/** Where two fingers are, as shares of the chart's width. */
export type Fingers = readonly [number, number];

/** The window after two fingers moved: the points under them at the start are under them still. */
export const pinchWindow = (window: Window, start: Fingers, now: Fingers, length: number): Window => {
  const span = window.to - window.from;
  const [left, right] = start.map((share) => window.from + share * span) as [number, number];
  const apart = now[1] - now[0];
  // Fingers that cross or meet say nothing about a width.
  if (Math.abs(apart) < 0.02 || apart * (start[1] - start[0]) <= 0) return window;
  const newSpan = (right - left) / apart;
  return fitting(left - now[0] * newSpan, newSpan + 1, length);
};
