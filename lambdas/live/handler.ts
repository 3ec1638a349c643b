import { type ApiHandler, apiDoor } from '../middleware/api-door.ts';
import type { LivePorts } from './ports.ts';
import { createRateLimit } from './rate-limit.ts';
import { takeLease } from './take-lease.ts';

/** Three tabs that renew at half time take 6 leases a minute; the rest is room for moving between factories. */
const takesPerMinute = 30;

/** Leases on live topics: without one, no browser may connect to the broker. */
export const createHandler = (ports: LivePorts): ApiHandler => {
  const isTooOften = createRateLimit(takesPerMinute, 60_000, ports.now);
  return apiDoor(ports, {
    takeLease: ({ body, caller }) => takeLease({ ...ports, isTooOften }, body, caller.sub),
  });
};
