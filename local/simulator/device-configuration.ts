import type { BrokenRule } from '@carbon-track/contract/device-configuration-rules.ts';
import { applyDelta, type HeldConfiguration } from './apply-delta.ts';
import type { DeviceMemory } from './device-memory.ts';

export type HeldShadow = {
  inForce(): HeldConfiguration;
  /** Says what is in force, and asks thereby for a delta that was missed: done at every connection. */
  connected(): void;
  /** Takes or refuses a delta, and says so. The cloud repeats it after every report, so a refusal is said once. */
  delta(payload: Buffer): void;
};

type Options = {
  readonly memory: Pick<DeviceMemory, 'configuration' | 'keepConfiguration'>;
  /** What runs until anything was set. */
  readonly initial: HeldConfiguration;
  readonly report: (document: string) => void;
};
type Refusal = BrokenRule & { readonly rev: number };

const stateOf = (payload: Buffer): Readonly<Record<string, unknown>> => {
  const { state } = JSON.parse(payload.toString('utf8')) as { state?: Readonly<Record<string, unknown>> };
  return state ?? {};
};

/** A device's side of its configuration shadow, as the firmware keeps it. */
export const createHeldShadow = ({ memory, initial, report }: Options): HeldShadow => {
  let held: HeldConfiguration = { ...initial, ...memory.configuration };
  let refused: Refusal | null = null;
  const say = (): void => report(JSON.stringify({ state: { reported: { ...held, refused } } }));

  const refuse = (next: Refusal): void => {
    const isSame = JSON.stringify(next) === JSON.stringify(refused);
    refused = next;
    if (!isSame) say();
  };
  return {
    inForce: () => held,
    connected: () => {
      refused = null;
      say();
    },
    delta: (payload) => {
      const state = stateOf(payload);
      const outcome = applyDelta(held, state);
      if ('refused' in outcome)
        return refuse({ rev: typeof state.rev === 'number' ? state.rev : 0, ...outcome.refused });
      held = outcome.held;
      refused = null;
      memory.keepConfiguration(held);
      say();
    },
  };
};
