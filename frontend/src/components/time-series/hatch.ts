import type uPlot from 'uplot';
import type { Gap } from './series.ts';

const tile = 8;

const hatching = (context: CanvasRenderingContext2D, colour: string): CanvasPattern | null => {
  const canvas = document.createElement('canvas');
  canvas.width = tile;
  canvas.height = tile;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const shift of [-tile, 0, tile]) {
    pen.moveTo(shift, tile);
    pen.lineTo(shift + tile, 0);
  }
  pen.stroke();
  return context.createPattern(canvas, 'repeat');
};

/** Draws the stretches without data as hatching: empty white would read as zero. */
export const drawGaps = (plot: uPlot, gaps: readonly Gap[], colour: string): void => {
  const pattern = hatching(plot.ctx, colour);
  if (pattern === null) return;
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.beginPath();
  plot.ctx.rect(left, top, width, height);
  plot.ctx.clip();
  plot.ctx.fillStyle = pattern;
  for (const { fromMs, toMs } of gaps) {
    const start = plot.valToPos(fromMs / 1_000, 'x', true);
    plot.ctx.fillRect(start, top, plot.valToPos(toMs / 1_000, 'x', true) - start, height);
  }
  plot.ctx.restore();
};
