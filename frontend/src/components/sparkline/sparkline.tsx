import styles from './sparkline.module.css';
import { sparklinePaths } from './sparkline-paths.ts';

const width = 112;
const height = 28;

/** A small line without axes. A day without a value breaks the line; a lone day between gaps is a dot. */
export const Sparkline = ({ values, label }: { values: readonly (number | null)[]; label: string }) => (
  <svg className={styles.sparkline} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
    {sparklinePaths(values, width, height).map((path) => (
      <path key={path} d={path} />
    ))}
  </svg>
);
