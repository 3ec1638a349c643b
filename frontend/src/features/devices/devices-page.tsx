import type { FactoryDetail, FactorySummary } from '@carbon-track/contract/factory.ts';
import { useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Select } from '../../components/field/field.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { Page } from '../../components/page/page.tsx';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { useNow } from '../../lib/time/use-now.ts';
import { DeviceTable } from './device-table.tsx';
import styles from './devices.module.css';
import { ProvisionDialog } from './provision-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { devicesOf, useDevices } from './use-devices.ts';

type Props = {
  factories: readonly FactorySummary[];
  factory: FactoryDetail | undefined;
  factoryId: string | undefined;
  onFactory: (factoryId: string) => void;
  /** Ops provision and revoke; everybody else reads. */
  mayManage: boolean;
};
type Asking = { kind: 'provision' } | { kind: 'revoke'; deviceId: string } | null;

const tickMs = 15_000;

/** Measuring devices with heartbeat and health. */
export const DevicesPage = ({ factories, factory, factoryId, onFactory, mayManage }: Props) => {
  const text = useText();
  const nowMs = useNow(tickMs);
  const devices = useDevices(factoryId);
  const [asking, ask] = useState<Asking>(null);
  const shown = devicesOf(devices.data);
  const stop = (): void => ask(null);
  return (
    <Page
      title={text('devices.title')}
      actions={
        mayManage && (
          <Button kind="primary" onClick={() => ask({ kind: 'provision' })}>
            {text('provision.title')}
          </Button>
        )
      }
    >
      <div className={styles.filter}>
        <Select
          label={text('provision.factory')}
          value={factoryId ?? ''}
          onChange={(event) => onFactory(event.target.value)}
        >
          <option value="">{text('filter.all')}</option>
          {factories.map((one) => (
            <option key={one.factoryId} value={one.factoryId}>
              {one.name}
            </option>
          ))}
        </Select>
      </div>
      {devices.error !== null && (
        <Failure error={devices.error as ApiError} retry={() => void devices.refetch()} />
      )}
      {devices.data !== undefined && shown.length === 0 && <p>{text('devices.none')}</p>}
      {shown.length > 0 && (
        <DeviceTable
          devices={shown}
          nowMs={nowMs}
          onRevoke={mayManage ? (deviceId) => ask({ kind: 'revoke', deviceId }) : null}
        />
      )}
      {devices.hasNextPage && (
        <Button disabled={devices.isFetchingNextPage} onClick={() => void devices.fetchNextPage()}>
          {text('action.more')}
        </Button>
      )}
      {asking?.kind === 'provision' && (
        <ProvisionDialog factories={factories} factory={factory} onFactory={onFactory} onClose={stop} />
      )}
      {asking?.kind === 'revoke' && <RevokeDialog deviceId={asking.deviceId} onClose={stop} />}
    </Page>
  );
};
