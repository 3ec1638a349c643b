import { useText } from '../../lib/i18n/use-text.ts';
import { Button } from '../button/button.tsx';

type Props = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** The way to a list's next page, where there is one. */
export const More = ({ list }: Props) => {
  const text = useText();
  if (!list.hasNextPage) return null;
  return (
    <div>
      <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {text('action.more')}
      </Button>
    </div>
  );
};
