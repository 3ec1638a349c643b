import type { Quarantine } from '../adapters/ports/quarantine.ts';
import { type ApiHandler, apiDoor, type DoorPorts } from '../middleware/api-door.ts';

export type QuarantinePorts = DoorPorts & { readonly quarantine: Pick<Quarantine, 'list'> };

/** Shows ops what was set aside, with reason and original bytes. */
export const createHandler = (ports: QuarantinePorts): ApiHandler =>
  apiDoor(ports, {
    listQuarantine: ({ query: { date, limit, cursor } }) => ports.quarantine.list({ date, limit, cursor }),
  });
