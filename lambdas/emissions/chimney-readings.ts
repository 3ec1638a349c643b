import type { MinuteStore } from '../adapters/ports/minute-store.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { foldLookAheadMs, foldLookBackMs } from '../domain/fold-hour.ts';
import { minuteFloorMs } from '../domain/nairobi.ts';
import type { Reading } from '../domain/reading.ts';

/**
 * The stored readings a fold of `[fromMs, toMs)` of one chimney needs: those of every device that was assigned to it
 * then, with the fold's look-back and look-ahead.
 */
export const chimneyReadings = async (
  minutes: Pick<MinuteStore, 'read'>,
  { assignments }: Pick<FactoryRecord, 'assignments'>,
  chimneyId: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  lookBackMs = foldLookBackMs,
): Promise<Reading[]> => {
  const firstMs = Math.max(0, minuteFloorMs(fromMs - lookBackMs));
  const endMs = toMs + foldLookAheadMs;
  const deviceIds = new Set(
    assignments
      .filter((assignment) => assignment.chimneyId === chimneyId)
      .filter((assignment) => assignment.fromMs < endMs && (assignment.toMs ?? endMs) > firstMs)
      .map(({ deviceId }) => deviceId),
  );
  const stored = await Promise.all([...deviceIds].map((deviceId) => minutes.read(deviceId, firstMs, endMs)));
  return stored.flat().flatMap(({ readings }) => readings);
};
