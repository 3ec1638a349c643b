import { Select } from '../../components/field/field.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './leaderboard.module.css';
import { choices, type LeaderboardSearch } from './search.ts';

type Props = { search: LeaderboardSearch; onChange: (search: LeaderboardSearch) => void };
type Filter = keyof typeof choices;

/** Each filter lives in the address, so that a view can be sent to somebody. */
export const Filters = ({ search, onChange }: Props) => {
  const text = useText();
  const filter = <Name extends Filter>(
    name: Name,
    options: readonly NonNullable<LeaderboardSearch[Name]>[],
    word: (value: NonNullable<LeaderboardSearch[Name]>) => string,
  ) => (
    <Select
      label={text(`filter.${name}`)}
      value={search[name] ?? ''}
      onChange={(event) => {
        onChange({ ...search, [name]: options.find((option) => option === event.target.value) });
      }}
    >
      <option value="">{text('filter.all')}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {word(option)}
        </option>
      ))}
    </Select>
  );
  return (
    <div className={styles.filters}>
      {filter('region', choices.region, (value) => text(`region.${value}`))}
      {filter('size', choices.size, (value) => text(`size.${value}`))}
      {filter('mainFuel', choices.mainFuel, (value) => text(`fuel.${value}`))}
    </div>
  );
};
