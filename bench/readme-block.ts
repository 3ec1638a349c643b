export const blockStart = '<!-- bench:start -->';
export const blockEnd = '<!-- bench:end -->';

const onlyPlaceOf = (text: string, marker: string): number => {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`README.md has no ${marker}; put both markers where the table belongs`);
  if (text.includes(marker, at + 1)) throw new Error(`README.md has ${marker} twice; leave one`);
  return at;
};

/** The text with whatever stood between the two markers replaced. Throws when a marker is missing or doubled. */
export const replaceBlock = (text: string, block: string): string => {
  const from = onlyPlaceOf(text, blockStart) + blockStart.length;
  const to = onlyPlaceOf(text, blockEnd);
  if (to < from) throw new Error(`README.md has ${blockEnd} before ${blockStart}; put them in order`);
  return `${text.slice(0, from)}\n${block.trim()}\n${text.slice(to)}`;
};
