import { useText } from '../../lib/i18n/use-text.ts';
import type { Series } from './series.ts';
import styles from './time-series.module.css';

const Swatch = ({ one }: { one: Series }) => (
  <span className={`${styles.swatch} ${styles[one.stroke]} ${styles[one.colour]}`} aria-hidden="true" />
);

/** What the strokes mean, hatching included. */
export const Legend = ({ series, hasGap }: { series: readonly Series[]; hasGap: boolean }) => {
  const text = useText();
  return (
    <ul className={styles.legend}>
      {series.map((one) => (
        <li key={one.key}>
          <Swatch one={one} />
          {one.label}
        </li>
      ))}
      {hasGap && (
        <li>
          <span className={styles.hatch} aria-hidden="true" />
          {text('chart.no_data')}
        </li>
      )}
    </ul>
  );
};

type Props = {
  series: readonly Series[];
  uncertainty: readonly (number | null)[] | undefined;
  index: number;
  when: string;
  format: (value: number | null) => string;
};

/** The values under the cursor. Not a live region: the slider's own text speaks while keys move it. */
export const Readout = ({ series, uncertainty, index, when, format }: Props) => (
  <p className={styles.readout}>
    <span>{when}</span>
    {series.map((one) => (
      <span key={one.key}>
        <Swatch one={one} />
        <b>{format(one.values[index] ?? null)}</b>
      </span>
    ))}
    {(uncertainty?.[index] ?? null) !== null && <span>± {format(uncertainty?.[index] ?? null)}</span>}
  </p>
);
