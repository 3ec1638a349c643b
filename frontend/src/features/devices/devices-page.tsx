import type { FactoryDetail, FactorySummary } from '@carbon-track/contract/factory.ts';
import { useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Select } from '../../components/field/field.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { More } from '../../components/loaded/more.tsx';
import { Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { useNow } from '../../lib/time/use-now.ts';
import { ConfigurationDialog } from './configuration-dialog.tsx';
import { DeviceTable } from './device-table.tsx';
import styles from './devices.module.css';
import { ProvisionDialog } from './provision-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { useDevices } from './use-devices.ts';

type Props = {
  factories: readonly FactorySummary[];
  factory: FactoryDetail | undefined;
  factoryId: string | undefined;
  onFactory: (factoryId: string) => void;
  /** Ops provision, configure and revoke; everybody else reads. */
  mayManage: boolean;
};
type Asking = { kind: 'provision' } | { kind: 'configure' | 'revoke'; deviceId: string } | null;

const tickMs = 15_000;

/** Measuring devices with heartbeat and health. */
export const DevicesPage = ({ factories, factory, factoryId, onFactory, mayManage }: Props) => {
  const text = useText();
  const nowMs = useNow(tickMs);
  const devices = useDevices(factoryId);
  const [asking, ask] = useState<Asking>(null);
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
      <Loaded query={devices}>
        {(shown) =>
          shown.length === 0 ? (
            <p>{text('devices.none')}</p>
          ) : (
            <DeviceTable
              devices={shown}
              nowMs={nowMs}
              manage={
                mayManage
                  ? {
                      onConfigure: (deviceId) => ask({ kind: 'configure', deviceId }),
                      onRevoke: (deviceId) => ask({ kind: 'revoke', deviceId }),
                    }
                  : null
              }
            />
          )
        }
      </Loaded>
      <More list={devices} />
      {asking?.kind === 'provision' && (
        <ProvisionDialog factories={factories} factory={factory} onFactory={onFactory} onClose={stop} />
      )}
      {asking?.kind === 'configure' && <ConfigurationDialog deviceId={asking.deviceId} onClose={stop} />}
      {asking?.kind === 'revoke' && <RevokeDialog deviceId={asking.deviceId} onClose={stop} />}
    </Page>
  );
};
