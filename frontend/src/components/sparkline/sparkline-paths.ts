/** Room for half the stroke at every edge. */
const margin = 2;

/** SVG paths of the unbroken stretches of `values`, spread over the width and scaled between least and most. */
export const sparklinePaths = (
  values: readonly (number | null)[],
  width: number,
  height: number,
): string[] => {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  const yOf = (value: number): number =>
    span === 0 ? height / 2 : margin + (1 - (value - least) / span) * (height - 2 * margin);
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
