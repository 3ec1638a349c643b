import { type ApiHandler, apiDoor, type DoorPorts } from '../middleware/api-door.ts';

/** Says who is signed in: the membership, not the token, decides what the portal shows. */
export const createHandler = (ports: DoorPorts): ApiHandler =>
  apiDoor(ports, { getMe: async ({ caller }) => caller });
