import type { FactoryDetail, FactorySummary } from '@carbon-track/contract/factory.ts';
import { deviceIdSchema } from '@carbon-track/contract/ids.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Field, Select } from '../../components/field/field.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './devices.module.css';
import { ProvisionedKit } from './provisioned-kit.tsx';
import { useDeviceActions } from './use-devices.ts';

type Props = {
  factories: readonly FactorySummary[];
  /** The chosen factory, with its chimneys; undefined until one is chosen and loaded. */
  factory: FactoryDetail | undefined;
  onFactory: (factoryId: string) => void;
  onClose: () => void;
};

/** Registers a device for a chimney and hands out its certificate, once. */
export const ProvisionDialog = ({ factories, factory, onFactory, onClose }: Props) => {
  const text = useText();
  const [deviceId, setDeviceId] = useState('');
  const [chimneyId, setChimneyId] = useState('');
  const { provision } = useDeviceActions();
  const wrongId = deviceId !== '' && !deviceIdSchema.safeParse(deviceId).success;
  const ready = deviceId !== '' && !wrongId && factory !== undefined && chimneyId !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) provision.mutate({ deviceId, factoryId: factory.factoryId, chimneyId });
  };
  if (provision.data !== undefined)
    return (
      <Dialog title={text('provision.done')} onClose={onClose}>
        <ProvisionedKit kit={provision.data} onClose={onClose} />
      </Dialog>
    );
  return (
    <Dialog title={text('provision.title')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <Select
          label={text('provision.factory')}
          value={factory?.factoryId ?? ''}
          required
          onChange={(event) => {
            setChimneyId('');
            onFactory(event.target.value);
          }}
        >
          <option value="">{text('provision.choose')}</option>
          {factories.map(({ factoryId, name }) => (
            <option key={factoryId} value={factoryId}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={text('chart.chimney')}
          value={chimneyId}
          required
          disabled={factory === undefined}
          onChange={(event) => setChimneyId(event.target.value)}
        >
          <option value="">{text('provision.choose')}</option>
          {factory?.chimneys.map((chimney) => (
            <option key={chimney.chimneyId} value={chimney.chimneyId}>
              {chimney.name}
            </option>
          ))}
        </Select>
        <Field
          label={text('provision.device')}
          hint={text('provision.device_hint')}
          error={wrongId ? text('provision.device_wrong') : undefined}
          value={deviceId}
          required
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDeviceId(event.target.value)}
        />
        {provision.error !== null && <Failure error={provision.error} />}
        <div className={styles.actions}>
          <Button kind="primary" type="submit" disabled={!ready || provision.isPending}>
            {text('provision.submit')}
          </Button>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
