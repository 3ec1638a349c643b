import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Field } from '../../components/field/field.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './devices.module.css';
import { useDeviceActions } from './use-devices.ts';

/** Cutting a device off cannot be undone: its name has to be typed first. */
export const RevokeDialog = ({ deviceId, onClose }: { deviceId: string; onClose: () => void }) => {
  const text = useText();
  const [typed, setTyped] = useState('');
  const { revoke } = useDeviceActions();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === deviceId) revoke.mutate(deviceId, { onSuccess: onClose });
  };
  return (
    <Dialog title={text('revoke.title', { device: deviceId })} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <p>{text('revoke.warning')}</p>
        <Field
          label={text('revoke.type', { device: deviceId })}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        {revoke.error !== null && <Failure error={revoke.error} />}
        <div className={styles.actions}>
          <Button kind="danger" type="submit" disabled={typed !== deviceId || revoke.isPending}>
            {text('device.revoke')}
          </Button>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
