/** A column: its heading, and whether it holds figures, which stand right. */
export type Column = { readonly heading: string; readonly figures?: boolean };

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A Markdown table whose columns also line up in a terminal. Throws when a row does not fit the columns. */
export const markdownTable = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const wrong = rows.find((row) => row.length !== columns.length);
  if (wrong !== undefined) throw new Error(`a row has ${wrong.length} cells for ${columns.length} columns`);
  const widths = columns.map(({ heading }, index) =>
    Math.max(3, heading.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const padded = (cells: readonly string[]): string[] =>
    cells.map((cell, index) => {
      const width = widths[index] ?? 0;
      return columns[index]?.figures === true ? cell.padStart(width) : cell.padEnd(width);
    });
  const rule = columns.map(({ figures }, index) => {
    const width = widths[index] ?? 0;
    return figures === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
  });
  const heading = columns.map((column) => column.heading);
  return [heading, rule, ...rows].map((cells) => lineOf(cells === rule ? rule : padded(cells))).join('\n');
};
