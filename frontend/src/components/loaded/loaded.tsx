import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { Button } from '../button/button.tsx';
import { Notice } from '../notice/notice.tsx';
import styles from './loaded.module.css';

/** What went wrong in the reader's words: the server's `detail`, or that there is no connection. */
export const Failure = ({ error, retry }: { error: ApiError; retry?: () => void }) => {
  const text = useText();
  return (
    <Notice tone={error.kind === 'offline' ? 'warn' : 'bad'} role="alert">
      <p>{error.kind === 'offline' ? text('error.offline') : error.message}</p>
      {error.problem?.instance !== undefined && (
        <p>{text('error.reference', { id: error.problem.instance })}</p>
      )}
      {retry !== undefined && <Button onClick={retry}>{text('action.retry')}</Button>}
    </Notice>
  );
};

type Props<Data> = {
  query: Pick<UseQueryResult<Data, ApiError>, 'data' | 'error'> & { refetch: () => unknown };
  children: (data: Data) => ReactNode;
};

/** Shows the data, old data with the failure above it, or a skeleton while there is neither. */
export const Loaded = <Data,>({ query, children }: Props<Data>) => {
  const text = useText();
  const { data, error, refetch } = query;
  if (data !== undefined)
    return (
      <>
        {error !== null && <Failure error={error} retry={() => void refetch()} />}
        {children(data)}
      </>
    );
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <div className={styles.skeleton} role="status">
      {text('state.loading')}
    </div>
  );
};
