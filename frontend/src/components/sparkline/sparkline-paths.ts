/** Room for half the stroke at every edge. */
const margin = 2;

/** SVG paths of the unbroken stretches of `values`, spread over the width. They begin at zero: cut off, a wobble
 * of three percent would look like one of thirty. */
export const sparklinePaths = (
  values: readonly (number | null)[],
  width: number,
  height: number,
): string[] => {
  const most = Math.max(...values.filter((value) => value !== null));
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  const yOf = (value: number): number => margin + (1 - (most > 0 ? value / most : 0)) * (height - 2 * margin);
  const paths: string[] = [];
  let stretch = '';
  values.forEach((value, index) => {
    if (value === null) {
      if (stretch !== '') paths.push(stretch);
      stretch = '';
      return;
    }
    const point = `${(margin + index * step).toFixed(1)} ${yOf(value).toFixed(1)}`;
    stretch = stretch === '' ? `M${point}h0` : `${stretch}L${point}`;
  });
  return stretch === '' ? paths : [...paths, stretch];
};
