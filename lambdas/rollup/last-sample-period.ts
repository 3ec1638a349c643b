import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { primaryDeviceAt } from '../domain/dated.ts';
import { compareReadings } from '../domain/reading.ts';

/**
 * The sample period, s, of a chimney's last reading before `beforeMs`: how many readings a silent hour owes. Undefined
 * where nothing is stored, or only what another source measured. Throws when the store cannot be read.
 */
export const lastSamplePeriodS = async (
  minutes: Pick<MinuteStore, 'newest'>,
  { assignments }: FactoryRecord,
  chimneyId: string,
  beforeMs: number,
): Promise<number | undefined> => {
  const deviceIds = assignments
    .filter((one) => one.chimneyId === chimneyId && one.fromMs < beforeMs)
    .map(({ deviceId }) => deviceId);
  const newest = await Promise.all(
    [...new Set(deviceIds)].map((deviceId) => minutes.newest(deviceId, beforeMs)),
  );
  return newest
    .flatMap((minute) => minute?.readings ?? [])
    .filter(({ deviceId, takenAtMs }) => primaryDeviceAt(assignments, chimneyId, takenAtMs) === deviceId)
    .sort(compareReadings)
    .at(-1)?.samplePeriodS;
};
