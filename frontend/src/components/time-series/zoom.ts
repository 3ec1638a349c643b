/** A window of indices `[from, to]` into the points of a chart. */
export type Window = { from: number; to: number };
export type Move = 'in' | 'out' | 'left' | 'right';

const fewestPoints = 8;
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Halves or doubles the window around `centre`, or moves it by a third; never beyond the `length` points. */
export const moveWindow = (window: Window, move: Move, centre: number, length: number): Window => {
  const size = window.to - window.from + 1;
  const factor = { in: 0.5, out: 2, left: 1, right: 1 }[move];
  const newSize = clamp(Math.round(size * factor), Math.min(fewestPoints, length), length);
  const shift = { in: 0, out: 0, left: -1, right: 1 }[move] * Math.ceil(size / 3);
  const start = factor === 1 ? window.from + shift : Math.round(centre - newSize / 2);
  const from = clamp(start, 0, length - newSize);
  return { from, to: from + newSize - 1 };
};
