import { type PointerEvent, useRef } from 'react';
import type { Fingers } from './zoom.ts';

type Pinch = { at: Map<number, number>; start: Fingers | null };

const shares = (at: ReadonlyMap<number, number>): Fingers | null => {
  const [one, other] = [...at.values()];
  return at.size === 2 && one !== undefined && other !== undefined ? [one, other] : null;
};

/**
 * Two fingers on an element: `onStart` once both are down, then `onMove` with where they began and where they are now,
 * as shares of its width. Scrolling with one finger stays the browser's.
 */
export const usePinch = (on: { onStart: () => void; onMove: (start: Fingers, now: Fingers) => void }) => {
  const pinch = useRef<Pinch>({ at: new Map(), start: null }).current;
  const place = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    pinch.at.set(event.pointerId, (event.clientX - left) / width);
  };
  const lift = (event: PointerEvent<HTMLElement>): void => {
    pinch.at.delete(event.pointerId);
    pinch.start = null;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.pointerType !== 'touch') return;
      place(event);
      pinch.start = shares(pinch.at);
      if (pinch.start !== null) on.onStart();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (!pinch.at.has(event.pointerId)) return;
      place(event);
      const now = shares(pinch.at);
      if (pinch.start !== null && now !== null) on.onMove(pinch.start, now);
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  };
};
