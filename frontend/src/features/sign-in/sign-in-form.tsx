import { shortestPassword } from '@carbon-track/contract/password.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Field } from '../../components/field/field.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Session } from '../../lib/session/session.ts';
import type { SignInStep } from '../../lib/session/user-pool.ts';
import styles from './sign-in.module.css';
import { failureOf, type SignInFailure } from './sign-in-error.ts';

type Props = { session: Session; onDone: () => void };
type Attempt = (work: () => Promise<SignInStep>) => Promise<void>;

const fieldOf = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '');

type StepProps = { session: Session; busy: boolean; attempt: Attempt };

const Credentials = ({ session, busy, attempt }: StepProps) => {
  const text = useText();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    void attempt(() => session.signIn(fieldOf(form, 'username').trim(), fieldOf(form, 'password')));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={text('session.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        label={text('session.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button kind="primary" type="submit" disabled={busy}>
        {busy ? text('session.signing_in') : text('session.sign_in')}
      </Button>
    </form>
  );
};

const NewPassword = ({ session, busy, attempt }: StepProps) => {
  const text = useText();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    void attempt(() => session.setNewPassword(fieldOf(form, 'new-password')));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{text('session.new_password_why')}</p>
      <Field
        label={text('session.new_password')}
        hint={text('session.new_password_hint', { least: shortestPassword })}
        name="new-password"
        type="password"
        autoComplete="new-password"
        minLength={shortestPassword}
        required
      />
      <Button kind="primary" type="submit" disabled={busy}>
        {text('action.save')}
      </Button>
    </form>
  );
};

/** Name and password, then, for a first visit, a password of one's own. */
export const SignInForm = ({ session, onDone }: Props) => {
  const text = useText();
  const [step, setStep] = useState<'credentials' | 'new-password'>('credentials');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);

  const attempt: Attempt = async (work) => {
    setBusy(true);
    setFailure(null);
    try {
      const next = await work();
      if (next.kind === 'done') onDone();
      else if (next.kind === 'new-password') setStep('new-password');
      else setFailure('other');
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  const props = { session, busy, attempt };
  return (
    <>
      {failure !== null && (
        <Notice tone="bad" role="alert">
          <p>{text(`session.failed.${failure}`)}</p>
        </Notice>
      )}
      {step === 'credentials' ? <Credentials {...props} /> : <NewPassword {...props} />}
    </>
  );
};
