import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../components/icon/icon.tsx';
import { Sparkline } from '../../components/sparkline/sparkline.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './leaderboard.module.css';

type Row = Leaderboard['ranked'][number];
type Change = NonNullable<Row['change']>;
export type FactoryLink = (factoryId: string, name: string) => ReactNode;

const arrows: Record<Change['direction'], IconName> = { improved: 'down', worsened: 'up', unclear: 'flat' };

/** An arrow only when the change is larger than its uncertainty; down is less CO2. A phone shows no words for it. */
const Trend = ({ change }: { change: Change | null }) => {
  const text = useText();
  const format = useFormat();
  if (change === null) return <span className={styles.words}>{text('leaderboard.no_previous')}</span>;
  const words =
    change.direction === 'unclear'
      ? text('leaderboard.unclear')
      : text(`leaderboard.${change.direction}`, { change: format.size(change.relative) });
  return (
    <span className={styles.trend}>
      <Icon name={arrows[change.direction]} />
      <span className={styles.words}>{words}</span>
      {change.direction !== 'unclear' && (
        <span className={styles.onPhone} aria-hidden="true">
          {format.size(change.relative)}
        </span>
      )}
    </span>
  );
};

const RankRow = ({ row, factoryLink }: { row: Row; factoryLink: FactoryLink }) => {
  const text = useText();
  const format = useFormat();
  return (
    <tr>
      <td className={styles.rank}>
        <span aria-hidden="true">{row.tied ? `=${row.rank}` : row.rank}</span>
        <span className="visually-hidden">
          {text(row.tied ? 'leaderboard.rank_tied' : 'leaderboard.rank_of', { rank: row.rank })}
        </span>
      </td>
      <th scope="row" className={styles.name}>
        {factoryLink(row.factoryId, row.name)}
      </th>
      <td className={styles.number}>
        {format.intensity(row.intensityKgPerKg)} ± {format.intensity(row.expandedUncertaintyKgPerKg)}
      </td>
      <td className={styles.change}>
        <Trend change={row.change} />
      </td>
      <td className={styles.coverage}>{format.share(row.coverage)}</td>
      <td className={styles.spark}>
        <Sparkline
          values={row.dailyIntensityKgPerKg}
          label={text('leaderboard.spark_label', { name: row.name, n: row.daysCounted })}
        />
      </td>
    </tr>
  );
};

/** Ranked factories. On a phone a row takes two lines, and so does the heading; the cells and their order stay. */
export const RankedTable = ({ rows, factoryLink }: { rows: readonly Row[]; factoryLink: FactoryLink }) => {
  const text = useText();
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{text('leaderboard.ranked')}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.rank}>
            {text('leaderboard.rank')}
          </th>
          <th scope="col" className={styles.name}>
            {text('leaderboard.factory')}
          </th>
          <th scope="col" className={styles.number}>
            {text('leaderboard.kg_per_kg')}
          </th>
          <th scope="col" className={styles.change}>
            <span className={styles.words}>{text('leaderboard.versus')}</span>
            <span className={styles.onPhone} aria-hidden="true">
              {text('leaderboard.versus_short')}
            </span>
          </th>
          <th scope="col" className={styles.coverage}>
            {text('leaderboard.coverage')}
          </th>
          <th scope="col" className={styles.spark}>
            {text('leaderboard.days')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RankRow key={row.factoryId} row={row} factoryLink={factoryLink} />
        ))}
      </tbody>
    </table>
  );
};
