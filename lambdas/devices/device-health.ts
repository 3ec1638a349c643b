import type { DeviceHealth } from '@carbon-track/contract/device.ts';
import type { StoredMinute } from '../adapters/ports/minute-store.ts';

/** How a device is, read off its newest stored minute; null when nothing of it is stored. */
export const deviceHealth = (newest: StoredMinute | null): DeviceHealth | null => {
  const reading = newest?.readings.at(-1);
  if (newest === null || reading === undefined) return null;
  const { receivedAtMs, firmware, configurationRevision, boot, rssiDbm } = newest.health;
  return {
    lastReadingAtMs: reading.takenAtMs,
    lastHeartbeatAtMs: receivedAtMs,
    firmware,
    configurationRevision,
    boot,
    rssiDbm,
    batteryMv: reading.batteryMv,
    timeQuality: reading.timeQuality,
    delayS: (receivedAtMs - reading.takenAtMs) / 1_000,
  };
};
