/** A colour of the map's ramp, lowest 1; 0 where there is no figure. */
export type RampStep = 0 | 1 | 2 | 3 | 4 | 5 | 6;
const steps = 6;

export type Ramp = { least: number; most: number; stepOf: (value: number | undefined) => RampStep };

/** Six steps of equal width between the least and the greatest value; null without any value. */
export const rampOf = (values: readonly number[]): Ramp | null => {
  if (values.length === 0) return null;
  const least = Math.min(...values);
  const most = Math.max(...values);
  const width = (most - least) / steps || 1;
  return {
    least,
    most,
    stepOf: (value) =>
      value === undefined ? 0 : (Math.min(steps, 1 + Math.floor((value - least) / width)) as RampStep),
  };
};
