import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './alerts.module.css';

const longest = 500;

type Props = {
  known: string | null;
  busy: boolean;
  error: ApiError | null;
  onSave: (explanation: string) => void;
  onClose: () => void;
};

export const ExplainDialog = ({ known, busy, error, onSave, onClose }: Props) => {
  const text = useText();
  const id = useId();
  const [explanation, setExplanation] = useState(known ?? '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave(explanation.trim());
  };
  return (
    <Dialog title={text('alert.cause_question')} onClose={onClose}>
      <form className={styles.form} onSubmit={save}>
        <label htmlFor={id}>{text('alert.cause_label')}</label>
        <textarea
          id={id}
          rows={4}
          maxLength={longest}
          required
          value={explanation}
          onChange={(event) => setExplanation(event.target.value)}
        />
        {error !== null && <Failure error={error} />}
        <div className={styles.actions}>
          <Button kind="primary" type="submit" disabled={busy || explanation.trim() === ''}>
            {text('action.save')}
          </Button>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
