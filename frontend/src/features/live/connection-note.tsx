import { Notice } from '../../components/notice/notice.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import type { LiveState } from '../../lib/live/live-connection.ts';
import { useOnline } from '../../lib/time/use-visible.ts';
import styles from './live.module.css';

/** Says once when the way the figures come changes. It stays silent while all is well. */
export const ConnectionNote = ({ state }: { state: LiveState }) => {
  const text = useText();
  const online = useOnline();
  return (
    <div role="status" className={styles.connection}>
      {!online && (
        <Notice tone="warn" icon="none">
          <p>{text('connection.offline')}</p>
        </Notice>
      )}
      {online && state === 'polling' && (
        <Notice tone="info" icon="clock">
          <p>{text('connection.polling')}</p>
        </Notice>
      )}
    </div>
  );
};
