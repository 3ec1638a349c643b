import type { DeviceWithHealth } from '@carbon-track/contract/device.ts';
import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { noSignalAfterMs } from '../../lib/live/freshness.ts';
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

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const HealthFacts = ({ health }: { health: Health }) => {
  const text = useText();
  const format = useFormat();
  return (
    <dl className={styles.facts}>
      <Fact name={text('device.last_reading')}>{format.full(health.lastReadingAtMs)}</Fact>
      <Fact name={text('device.delay')}>{text('time.seconds', { n: Math.round(health.delayS) })}</Fact>
      <Fact name={text('device.firmware')}>{health.firmware}</Fact>
      <Fact name={text('device.signal')}>
        {health.rssiDbm === null ? '—' : `${format.decimal(health.rssiDbm, 0)} dBm`}
      </Fact>
      <Fact name={text('device.battery')}>
        {health.batteryMv === null ? '—' : `${format.decimal(health.batteryMv / 1_000, 2)} V`}
      </Fact>
      <Fact name={text('device.clock')}>{text(`device.clock.${health.timeQuality as 0 | 1 | 2 | 3}`)}</Fact>
      <Fact name={text('device.boots')}>{format.count(health.boot)}</Fact>
    </dl>
  );
};

type Props = { device: DeviceWithHealth; nowMs: number; onRevoke: (() => void) | null };

/** One device: where it is, when it was last heard, how it feels. */
export const DeviceRow = ({ device, nowMs, onRevoke }: Props) => {
  const text = useText();
  return (
    <li className={styles.device}>
      <div className={styles.head}>
        <div>
          <h2>{device.deviceId}</h2>
          <p className={styles.small}>
            {device.chimneyId ?? device.factoryId} · {text(`device.kind.${device.kind}`)}
          </p>
        </div>
        <StatusChip device={device} nowMs={nowMs} />
      </div>
      {device.health !== null && <HealthFacts health={device.health} />}
      {onRevoke !== null && device.status === 'active' && (
        <div>
          <Button onClick={onRevoke}>
            {text('device.revoke')}
            <span className="visually-hidden"> {device.deviceId}</span>
          </Button>
        </div>
      )}
    </li>
  );
};
