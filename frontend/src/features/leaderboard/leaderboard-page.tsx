import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { Card, Page } from '../../components/page/page.tsx';
import { useLeaderboard } from '../../lib/api/use-leaderboard.ts';
import { download } from '../../lib/download.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { dateStartMs } from '../../lib/time/nairobi.ts';
import { Filters } from './filters.tsx';
import styles from './leaderboard.module.css';
import { leaderboardCsv } from './leaderboard-csv.ts';
import { type FactoryLink, RankedTable } from './leaderboard-table.tsx';
import { reasonWords } from './reason-words.ts';
import type { LeaderboardSearch } from './search.ts';

const Unranked = ({ rows, factoryLink }: { rows: Leaderboard['unranked']; factoryLink: FactoryLink }) => {
  const text = useText();
  if (rows.length === 0) return null;
  return (
    <Card label={text('leaderboard.unranked', { n: rows.length })}>
      <h2>{text('leaderboard.unranked', { n: rows.length })}</h2>
      <p className={styles.small}>{text('leaderboard.unranked_note')}</p>
      <ul className={styles.unranked}>
        {rows.map((row) => (
          <li key={row.factoryId}>
            {factoryLink(row.factoryId, row.name)}
            <span className={styles.small}>{reasonWords(row, text)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

type Props = {
  search: LeaderboardSearch;
  onSearch: (search: LeaderboardSearch) => void;
  factoryLink: FactoryLink;
};

const Body = ({ board, factoryLink }: { board: Leaderboard; factoryLink: FactoryLink }) => {
  const text = useText();
  const format = useFormat();
  return (
    <>
      <div className={styles.about}>
        <span>
          {text('leaderboard.period', {
            from: format.day(dateStartMs(board.fromDate)),
            to: format.day(dateStartMs(board.toDate)),
          })}
        </span>
        {board.origin === 'seeded' && (
          <Chip tone="none" icon="clock">
            {text('origin.seeded')}
          </Chip>
        )}
      </div>
      {board.ranked.length === 0 ? (
        <p>{text('leaderboard.none')}</p>
      ) : (
        <Card label={text('leaderboard.ranked')}>
          <RankedTable rows={board.ranked} factoryLink={factoryLink} />
        </Card>
      )}
      <Unranked rows={board.unranked} factoryLink={factoryLink} />
      <p className={styles.small}>{text('leaderboard.how', { floor: format.share(board.coverageFloor) })}</p>
    </>
  );
};

/** Factories by CO2 per kg made tea over 28 complete days, on the basis the heading and the address name. */
export const LeaderboardPage = ({ search, onSearch, factoryLink }: Props) => {
  const text = useText();
  const board = useLeaderboard(search);
  const { data } = board;
  return (
    <Page
      title={text('leaderboard.title')}
      lead={text(`leaderboard.basis.${search.basis}`)}
      actions={
        <Button
          disabled={data === undefined}
          onClick={() =>
            data !== undefined &&
            download(`leaderboard-${data.basis}-${data.toDate}.csv`, leaderboardCsv(data))
          }
        >
          <Icon name="download" />
          {text('action.csv')}
        </Button>
      }
    >
      <Filters search={search} onChange={onSearch} />
      <Loaded query={board}>{(loaded) => <Body board={loaded} factoryLink={factoryLink} />}</Loaded>
    </Page>
  );
};
