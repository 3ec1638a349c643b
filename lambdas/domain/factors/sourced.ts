/** Where a factor comes from and when that was published (`YYYY-MM-DD`), and the days `[fromDate, toDate)` it applies to. */
export type Sourced = {
  readonly source: string;
  readonly sourceDate: string;
  readonly fromDate: string;
  readonly toDate: string | null;
};

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Hands rows through, or throws at load for one without a source or a date: such a factor must not be used. */
export const sourcedRows = <Row extends Sourced>(table: string, rows: readonly Row[]): readonly Row[] => {
  if (rows.length === 0) throw new Error(`${table} holds no rows: restore the factor table`);
  for (const [index, row] of rows.entries()) {
    if (row.source.trim() === '') throw new Error(`${table}[${index}] has no source: name the publication`);
    if (!isoDate.test(row.sourceDate) || !isoDate.test(row.fromDate)) {
      throw new Error(`${table}[${index}] has no date: write sourceDate and fromDate as 2026-11-24`);
    }
  }
  return rows;
};

/** The row in force on a day; throws where there is none, because an unknown factor is an error and never zero. */
export const rowOn = <Row extends Sourced>(
  rows: readonly Row[],
  date: string,
  fits: (row: Row) => boolean,
  what: string,
): Row => {
  const found = rows.find(
    (row) => fits(row) && row.fromDate <= date && (row.toDate === null || date < row.toDate),
  );
  if (found === undefined)
    throw new Error(`no factor for ${what} on ${date}: add a dated row with its source`);
  return found;
};
