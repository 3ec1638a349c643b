import {
  configurationRefusalSchema,
  type DeviceConfigurationState,
  type ShadowSide,
  shadowSideSchema,
} from '@carbon-track/contract/device-configuration.ts';
import type { RawShadowSide, ShadowSnapshot } from '../adapters/ports/device-shadow.ts';

/** The keys of a side that fit the contract: older firmware lacks some, newer has others, a broken one may say anything. */
const sideOf = (raw: RawShadowSide | null): ShadowSide | null => {
  if (raw === null) return null;
  const kept = Object.entries(shadowSideSchema.shape).flatMap(([key, schema]) => {
    const value = schema.safeParse(raw[key]);
    return value.success && value.data !== undefined ? [[key, value.data]] : [];
  });
  return shadowSideSchema.parse({ rev: 0, ...Object.fromEntries(kept) });
};

/** The newest revision either side names; 0 where nothing was ever set. */
export const newestRevision = (snapshot: ShadowSnapshot | null): number =>
  Math.max(sideOf(snapshot?.desired ?? null)?.rev ?? 0, sideOf(snapshot?.reported ?? null)?.rev ?? 0);

const differs = (desired: RawShadowSide, reported: RawShadowSide | null): boolean =>
  Object.entries(desired).some(([key, value]) => reported?.[key] !== value);

/** What a shadow says about a device's configuration, in the words of the contract. */
export const configurationState = (
  deviceId: string,
  snapshot: ShadowSnapshot | null,
): DeviceConfigurationState => {
  const { desired, reported, desiredAtMs } = snapshot ?? { desired: null, reported: null, desiredAtMs: null };
  const refused = configurationRefusalSchema.safeParse(reported?.refused);
  return {
    deviceId,
    rev: newestRevision(snapshot),
    desired: sideOf(desired),
    reported: sideOf(reported),
    refused: refused.success ? refused.data : null,
    pendingSinceMs: desired !== null && differs(desired, reported) ? desiredAtMs : null,
  };
};
