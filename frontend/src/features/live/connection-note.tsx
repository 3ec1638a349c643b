import { Chip } from '../../components/chip/chip.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import type { LiveState } from '../../lib/live/live-connection.ts';
import { useOnline } from '../../lib/time/use-visible.ts';
import styles from './live.module.css';

/** Says once when the way the figures come changes, in the line that is there anyway: nothing below it moves. */
export const ConnectionNote = ({ state }: { state: LiveState }) => {
  const text = useText();
  const online = useOnline();
  return (
    <span role="status" className={styles.connection}>
      {!online && (
        <Chip tone="warn" icon="none">
          {text('connection.offline')}
        </Chip>
      )}
      {online && state === 'polling' && (
        <Chip tone="warn" icon="clock">
          {text('connection.polling')}
        </Chip>
      )}
    </span>
  );
};
