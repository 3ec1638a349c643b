import { Button } from '../components/button/button.tsx';
import { Notice } from '../components/notice/notice.tsx';
import { useText } from '../lib/i18n/use-text.ts';
import styles from './portal.module.css';

export const CannotStart = () => {
  const text = useText();
  return (
    <main className={styles.waiting}>
      <h1>Carbon Track</h1>
      <Notice tone="bad" role="alert">
        <p>{text('error.config')}</p>
      </Notice>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {text('action.retry')}
      </Button>
    </main>
  );
};
