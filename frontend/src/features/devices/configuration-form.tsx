import type { DeviceConfigurationState } from '@carbon-track/contract/device-configuration.ts';
import { deviceConfigurationKeys } from '@carbon-track/contract/device-configuration-fields.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { ConfigurationField } from './configuration-field.tsx';
import { fieldGroups, readTyped, startingWith, type Typed } from './configuration-fields.ts';
import styles from './devices.module.css';
import { useConfigure } from './use-configuration.ts';

type Props = {
  state: DeviceConfigurationState;
  /** Starts the form anew from what is stored then. */
  onAnew: () => void;
  onClose: () => void;
};

const typedFrom = (state: DeviceConfigurationState): Typed => {
  const values = startingWith(state);
  return Object.fromEntries(deviceConfigurationKeys.map((key) => [key, String(values[key])])) as Typed;
};

/** Every number of a device. What is open here stays as it was read; a change made elsewhere meanwhile is a conflict. */
export const ConfigurationForm = ({ state, onAnew, onClose }: Props) => {
  const text = useText();
  const [{ typed, expectedRev }, change] = useState(() => ({
    typed: typedFrom(state),
    expectedRev: state.rev,
  }));
  const configure = useConfigure(state.deviceId);
  const read = readTyped(typed);
  const complaints = 'complaints' in read ? read.complaints : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if ('configuration' in read)
      configure.mutate({ expectedRev, configuration: read.configuration }, { onSuccess: onAnew });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {fieldGroups.map(({ title, open, keys }) => (
        <details
          key={title}
          className={styles.group}
          open={open || complaints.some(({ key }) => (keys as readonly string[]).includes(key))}
        >
          <summary>{text(title)}</summary>
          <div className={styles.fields}>
            {keys.map((key) => (
              <ConfigurationField
                key={key}
                name={key}
                value={typed[key]}
                inForce={state.reported?.[key]}
                rule={complaints.find((one) => one.key === key)?.rule}
                onChange={(value) => change({ expectedRev, typed: { ...typed, [key]: value } })}
              />
            ))}
          </div>
        </details>
      ))}
      {configure.error !== null && (
        <Failure error={configure.error} {...(configure.error.status === 409 && { retry: onAnew })} />
      )}
      <div className={styles.actions}>
        <Button kind="primary" type="submit" disabled={complaints.length > 0 || configure.isPending}>
          {text('config.send')}
        </Button>
        <Button onClick={onClose}>{text('action.close')}</Button>
      </div>
    </form>
  );
};
