import type { MinutePoint } from '@carbon-track/contract/emissions.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { foldMinutes } from '../domain/fold-minutes.ts';
import { chimneyReadings } from './chimney-readings.ts';
import type { EmissionPorts } from './ports.ts';
import type { Window } from './window.ts';

/** The minutes of one chimney, folded from what is stored. A minute without readings is absent, not zero. */
export const minuteSeries = async (
  { minutes, now }: Pick<EmissionPorts, 'minutes' | 'now'>,
  record: FactoryRecord,
  chimneyId: string,
  window: Window,
): Promise<MinutePoint[]> => {
  const readings = await chimneyReadings(minutes, record, chimneyId, window);
  return foldMinutes({ ...record, ...window, chimneyId, readings, nowMs: now() });
};
