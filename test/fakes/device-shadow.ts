import type { DeviceShadow, RawShadowSide } from '../../lambdas/adapters/ports/device-shadow.ts';
import { type ShadowDocument, updateShadow } from '../../local/broker/shadow/shadow-document.ts';

/** Shadows in memory with the local broker's own rules. `report` is what a device would publish. */
export const memoryShadows = (now: () => number) => {
  const documents = new Map<string, ShadowDocument>();
  let beforeNext: (() => void) | null = null;
  const update = (deviceId: string, request: Parameters<typeof updateShadow>[1]): 'set' | 'conflict' => {
    const outcome = updateShadow(documents.get(deviceId) ?? null, request, Math.floor(now() / 1_000));
    if (outcome.kind === 'rejected') return 'conflict';
    documents.set(deviceId, outcome.document);
    return 'set';
  };
  const shadow: DeviceShadow = {
    read: async (deviceId) => {
      const document = documents.get(deviceId);
      if (document === undefined) return null;
      const { desired = null, reported = null } = document.state;
      const stamp = document.metadata.desired?.rev as { timestamp: number } | undefined;
      return {
        desired,
        reported,
        desiredAtMs: stamp === undefined ? null : stamp.timestamp * 1_000,
        version: document.version,
      };
    },
    setDesired: async (deviceId, desired, seen) => {
      const act = beforeNext;
      beforeNext = null;
      act?.();
      return update(deviceId, { state: { desired }, ...(seen !== null && { version: seen.version }) });
    },
  };
  return {
    shadow,
    report: (deviceId: string, reported: RawShadowSide) => update(deviceId, { state: { reported } }),
    /** Lets something happen between the next read and its write. */
    beforeNextWrite: (act: () => void): void => {
      beforeNext = act;
    },
  };
};
