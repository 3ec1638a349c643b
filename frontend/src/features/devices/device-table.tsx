import type { DeviceWithHealth } from '@carbon-track/contract/device.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { healthColumns } from './device-columns.ts';
import { DeviceRow } from './device-row.tsx';
import styles from './devices.module.css';

type Props = {
  devices: readonly DeviceWithHealth[];
  nowMs: number;
  /** Null for who may only read: the table then has no column for it. */
  manage: { onConfigure: (deviceId: string) => void; onRevoke: (deviceId: string) => void } | null;
};

/** Devices in rows where there is room for them, else in cards; cells and their order stay. */
export const DeviceTable = ({ devices, nowMs, manage }: Props) => {
  const text = useText();
  return (
    <div className={styles.room}>
      <table className={styles.table}>
        <caption className="visually-hidden">{text('devices.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('device.name')}</th>
            <th scope="col">{text('device.state')}</th>
            {healthColumns.map((column) => (
              <th key={column[0]} scope="col">
                {column.map((fact) => (
                  <span key={fact} className={styles.fact}>
                    {text(fact)}
                  </span>
                ))}
              </th>
            ))}
            {manage !== null && (
              <th scope="col">
                <span className="visually-hidden">{text('device.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <DeviceRow
              key={device.deviceId}
              device={device}
              nowMs={nowMs}
              manage={
                manage && {
                  onConfigure: () => manage.onConfigure(device.deviceId),
                  onRevoke: () => manage.onRevoke(device.deviceId),
                }
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
