import { useEffect } from 'react';
import { LanguageSwitch } from '../../components/language-switch/language-switch.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Session } from '../../lib/session/session.ts';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

type Props = { session: Session; seeded: boolean; onDone: () => void };

export const SignInPage = ({ session, seeded, onDone }: Props) => {
  const text = useText();
  useEffect(() => {
    document.title = `${text('session.sign_in')} · Carbon Track`;
  }, [text]);
  useEffect(() => session.prepare(), [session]);
  return (
    <main className={styles.page}>
      <div className={styles.top}>
        <p className={styles.brand}>Carbon Track</p>
        <LanguageSwitch />
      </div>
      <div className={styles.card}>
        <h1>{text('session.sign_in')}</h1>
        <p className={styles.lead}>{text('session.lead')}</p>
        <SignInForm session={session} onDone={onDone} />
      </div>
      {seeded && <p className={styles.lead}>{text('session.demonstration')}</p>}
    </main>
  );
};
