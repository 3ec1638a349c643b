import type { DeviceWithHealth } from '@carbon-track/contract/device.ts';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import type { NumberFormat } from '../../lib/format/numbers.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { noSignalAfterMs } from '../../lib/live/freshness.ts';
import { type HealthFact, healthColumns } from './device-columns.ts';
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

const rssi = ({ rssiDbm }: Health, format: NumberFormat): string =>
  rssiDbm === null ? '—' : `${format.decimal(rssiDbm, 0)}\u00a0dBm`;
const battery = ({ batteryMv }: Health, format: NumberFormat): string =>
  batteryMv === null ? '—' : `${format.decimal(batteryMv / 1_000, 2)}\u00a0V`;

const useFacts = () => {
  const text = useText();
  const format = useFormat();
  return (health: Health): Record<HealthFact, string> => ({
    'device.last_reading': format.dayAndClock(health.lastReadingAtMs),
    'device.delay': text('time.seconds', { n: Math.round(health.delayS) }),
    'device.signal': rssi(health, format),
    'device.battery': battery(health, format),
    'device.firmware': health.firmware,
    'device.boots': format.count(health.boot),
    'device.clock': text(`device.clock.${health.timeQuality as 0 | 1 | 2 | 3}`),
  });
};

/** The facts in the columns' order. A desk reads their names in the heading, a phone and a screen reader beside each. */
const HealthCells = ({ health }: { health: Health }) => {
  const text = useText();
  const facts = useFacts()(health);
  return healthColumns.map((column) => (
    <td key={column[0]}>
      {column.map((fact) => (
        <span key={fact} className={styles.fact}>
          <span className={styles.label}>{text(fact)}</span> {facts[fact]}
        </span>
      ))}
    </td>
  ));
};

/** The device's id; for ops, of a device that has settings and hears of them, the way to these. */
const Name = ({ device, onConfigure }: { device: DeviceWithHealth; onConfigure: (() => void) | null }) => {
  const text = useText();
  if (onConfigure === null || device.kind !== 'mcu' || device.status !== 'active') return device.deviceId;
  return (
    <Button kind="plain" className={styles.open} onClick={onConfigure}>
      <Icon name="settings" />
      <span className="visually-hidden">{text('device.configure')} </span>
      {device.deviceId}
    </Button>
  );
};

type Props = {
  device: DeviceWithHealth;
  nowMs: number;
  manage: { onConfigure: () => void; onRevoke: () => void } | null;
};

/** One device: where it is, when it was last heard, how it feels. */
export const DeviceRow = ({ device, nowMs, manage }: Props) => {
  const text = useText();
  return (
    <tr>
      <th scope="row">
        <Name device={device} onConfigure={manage?.onConfigure ?? null} />
        <span className={styles.place}>
          {device.chimneyId ?? device.factoryId} · {text(`device.kind.${device.kind}`)}
        </span>
      </th>
      <td className={styles.state}>
        <StatusChip device={device} nowMs={nowMs} />
      </td>
      {device.health === null ? (
        healthColumns.map(([first]) => <td key={first} className={styles.nothing} />)
      ) : (
        <HealthCells health={device.health} />
      )}
      {manage !== null && (
        <td className={styles.act}>
          {device.status === 'active' && (
            <Button onClick={manage.onRevoke}>
              {text('device.revoke')}
              <span className="visually-hidden"> {device.deviceId}</span>
            </Button>
          )}
        </td>
      )}
    </tr>
  );
};
