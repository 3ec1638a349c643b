import type { Alert } from '@carbon-track/contract/alert.ts';
import { isInForce, primaryDeviceAt } from '../dated.ts';
import type { AlertInput } from './alert-input.ts';
import { type Episode, quiet } from './episode.ts';

/**
 * What a device reports of itself only that device clears. Once another one measures the chimney nobody could, and the
 * alert would hold its incident open for ever: it ends with the exchange.
 */
export const followReported = (
  { assignments, nowMs }: Pick<AlertInput, 'assignments' | 'nowMs'>,
  chimneyId: string,
  open: Alert | null,
): Episode => {
  if (open === null) return quiet;
  const primary = primaryDeviceAt(assignments, chimneyId, nowMs);
  if (primary === primaryDeviceAt(assignments, chimneyId, open.openedAtMs)) return quiet;
  const starts = assignments
    .filter((one) => one.deviceId === primary && one.chimneyId === chimneyId && isInForce(one, nowMs))
    .map(({ fromMs }) => fromMs);
  return { ...quiet, clearedAtMs: starts.length === 0 ? nowMs : Math.max(open.openedAtMs, ...starts) };
};
