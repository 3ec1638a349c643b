import type { DeviceWithHealth } from '@carbon-track/contract/device.ts';
import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import type { NumberFormat } from '../../lib/format/numbers.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { noSignalAfterMs } from '../../lib/live/freshness.ts';
import { healthColumns } from './device-columns.ts';
import styles from './devices.module.css';

type Health = NonNullable<DeviceWithHealth['health']>;

const StatusChip = ({ device, nowMs }: { device: DeviceWithHealth; nowMs: number }) => {
  const text = useText();
  const format = useFormat();
  if (device.status === 'revoked')
    return (
      <Chip tone="none" icon="close">
        {text('device.revoked')}
      </Chip>
    );
  const last = device.health?.lastHeartbeatAtMs ?? null;
  if (last === null)
    return (
      <Chip tone="none" icon="none">
        {text('fresh.never')}
      </Chip>
    );
  return nowMs - last > noSignalAfterMs ? (
    <Chip tone="bad" icon="none">
      {text('fresh.none', { time: format.dayAndClock(last) })}
    </Chip>
  ) : (
    <Chip tone="ok" icon="ok">
      {text('device.heard', { time: format.clock(last) })}
    </Chip>
  );
};

/** A cell that names itself where the table's heading is not shown. */
const Cell = ({ name, children }: { name: string; children: ReactNode }) => (
  <td>
    <span className={styles.label} aria-hidden="true">
      {name}
    </span>
    {children}
  </td>
);

const rssi = ({ rssiDbm }: Health, format: NumberFormat): string =>
  rssiDbm === null ? '—' : `${format.decimal(rssiDbm, 0)} dBm`;
const battery = ({ batteryMv }: Health, format: NumberFormat): string =>
  batteryMv === null ? '—' : `${format.decimal(batteryMv / 1_000, 2)} V`;

const HealthCells = ({ health }: { health: Health }) => {
  const text = useText();
  const format = useFormat();
  return (
    <>
      <Cell name={text('device.last_reading')}>{format.dayAndClock(health.lastReadingAtMs)}</Cell>
      <Cell name={text('device.delay')}>{text('time.seconds', { n: Math.round(health.delayS) })}</Cell>
      <Cell name={text('device.firmware')}>{health.firmware}</Cell>
      <Cell name={text('device.signal')}>{rssi(health, format)}</Cell>
      <Cell name={text('device.battery')}>{battery(health, format)}</Cell>
      <Cell name={text('device.clock')}>{text(`device.clock.${health.timeQuality as 0 | 1 | 2 | 3}`)}</Cell>
      <Cell name={text('device.boots')}>{format.count(health.boot)}</Cell>
    </>
  );
};

type Props = { device: DeviceWithHealth; nowMs: number; onRevoke: (() => void) | null };

/** One device: where it is, when it was last heard, how it feels. */
export const DeviceRow = ({ device, nowMs, onRevoke }: Props) => {
  const text = useText();
  return (
    <tr>
      <th scope="row">
        {device.deviceId}
        <span className={styles.place}>
          {device.chimneyId ?? device.factoryId} · {text(`device.kind.${device.kind}`)}
        </span>
      </th>
      <td className={styles.state}>
        <StatusChip device={device} nowMs={nowMs} />
      </td>
      {device.health === null ? (
        <td colSpan={healthColumns.length} className={styles.nothing} />
      ) : (
        <HealthCells health={device.health} />
      )}
      {onRevoke !== null && (
        <td className={styles.act}>
          {device.status === 'active' && (
            <Button onClick={onRevoke}>
              {text('device.revoke')}
              <span className="visually-hidden"> {device.deviceId}</span>
            </Button>
          )}
        </td>
      )}
    </tr>
  );
};
