import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { Button } from '../button/button.tsx';
import { Notice } from '../notice/notice.tsx';
import styles from './loaded.module.css';

const tooMany = 429;
const ourFault = 500;

/** What went wrong, in the reader's language where it is no matter of the request: else the server's `detail`. */
const useReason = ({ kind, status, message }: ApiError): string => {
  const text = useText();
  if (kind === 'offline') return text('error.offline');
  if (status === tooMany) return text('error.too_many');
  return status !== null && status >= ourFault ? text('error.server') : message;
};

export const Failure = ({ error, retry }: { error: ApiError; retry?: () => void }) => {
  const text = useText();
  const reason = useReason(error);
  return (
    <Notice tone={error.kind === 'offline' ? 'warn' : 'bad'} role="alert">
      <p>{reason}</p>
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
