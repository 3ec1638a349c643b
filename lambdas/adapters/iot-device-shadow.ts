import {
  ConflictException,
  GetThingShadowCommand,
  type IoTDataPlaneClient,
  ResourceNotFoundException,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import { configurationShadow } from '@carbon-track/contract/topics.ts';
import * as z from 'zod';
import type { DeviceShadow, RawShadowSide, ShadowSnapshot } from './ports/device-shadow.ts';

const sideSchema = z.record(z.string(), z.unknown()).nullish().default(null);
const shadowSchema = z.object({
  state: z.object({ desired: sideSchema, reported: sideSchema }),
  metadata: z
    .object({ desired: z.object({ rev: z.object({ timestamp: z.number() }) }).optional() })
    .optional()
    .catch(undefined),
  version: z.int(),
});

const snapshotOf = (payload: Uint8Array | undefined): ShadowSnapshot => {
  const { state, metadata, version } = shadowSchema.parse(
    JSON.parse(Buffer.from(payload ?? []).toString('utf8')),
  );
  const revisedAtS = metadata?.desired?.rev.timestamp;
  return { ...state, version, desiredAtMs: revisedAtS === undefined ? null : revisedAtS * 1_000 };
};

/** An update merges, so keys that are wished for no more have to be named to go. */
const replacing = (before: RawShadowSide | null, next: Readonly<Record<string, number>>) => ({
  ...Object.fromEntries(Object.keys(before ?? {}).map((key) => [key, null])),
  ...next,
});

/** The named shadow `configuration` of each thing, in AWS IoT's Device Shadow service. */
export const createIotDeviceShadow = (client: IoTDataPlaneClient): DeviceShadow => ({
  read: async (thingName) => {
    try {
      const { payload } = await client.send(
        new GetThingShadowCommand({ thingName, shadowName: configurationShadow }),
      );
      return snapshotOf(payload);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return null;
      throw error;
    }
  },
  setDesired: async (thingName, desired, seen) => {
    const update = {
      state: { desired: replacing(seen?.desired ?? null, desired) },
      ...(seen !== null && { version: seen.version }),
    };
    try {
      await client.send(
        new UpdateThingShadowCommand({
          thingName,
          shadowName: configurationShadow,
          payload: Buffer.from(JSON.stringify(update)),
        }),
      );
      return 'set';
    } catch (error) {
      if (error instanceof ConflictException) return 'conflict';
      throw error;
    }
  },
});
