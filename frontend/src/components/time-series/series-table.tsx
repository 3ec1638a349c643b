import { useState } from 'react';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Series } from './series.ts';
import styles from './time-series.module.css';

type Props = {
  title: string;
  xMs: readonly number[];
  columns: readonly Pick<Series, 'key' | 'label' | 'values'>[];
  when: (ms: number) => string;
  format: (value: number | null) => string;
};

/** The chart's twin for eyes and ears that a drawing does not serve: newest first, filled only when opened. */
export const SeriesTable = ({ title, xMs, columns, when, format }: Props) => {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.twin} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('chart.table')}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keys
        <section className={styles.scroll} aria-label={title} tabIndex={0}>
          <table>
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{text('chart.time')}</th>
                {columns.map((one) => (
                  <th key={one.key} scope="col">
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {xMs
                .map((ms, index) => (
                  <tr key={ms}>
                    <th scope="row">{when(ms)}</th>
                    {columns.map((one) => (
                      <td key={one.key}>{format(one.values[index] ?? null)}</td>
                    ))}
                  </tr>
                ))
                .toReversed()}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
};
