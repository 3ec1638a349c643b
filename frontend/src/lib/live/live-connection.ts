import { type Lease, type LivePatch, livePatchSchema } from '@carbon-track/contract/live.ts';
import type { ConnectMqtt, MqttSession } from './connect-mqtt.ts';

/** `connecting` for the first seconds, then `live`, or `polling` while no broker answers. */
export type LiveState = 'connecting' | 'live' | 'polling';

export type LivePorts = {
  mqttUrl: string;
  takeLease: () => Promise<Lease>;
  idToken: () => Promise<string | null>;
  /** Loads the MQTT client when it is first needed. */
  connect: () => Promise<ConnectMqtt>;
  now: () => number;
  onPatch: (patch: LivePatch) => void;
  onState: (state: LiveState) => void;
};

/** Waits before each new try; the first is at once, since a session is also cut on schedule to renew its token. */
const waitsMs = [0, 1_000, 5_000, 15_000, 60_000];
const shortestRenewalMs = 5_000;

const readPatch = (payload: string): LivePatch | null => {
  try {
    return livePatchSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    // Not JSON: a patch of a later version, perhaps. The polled figures still come.
    return null;
  }
};

/**
 * Keeps one factory's live patches coming until `stop()`: takes a lease, connects, renews the lease at half time and
 * comes back with a fresh token after every cut. While it cannot, the state is `polling`.
 */
export const openLive = (ports: LivePorts): { stop: () => void } => {
  let stopped = false;
  let session: MqttSession | null = null;
  let failures = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const later = (waitMs: number, act: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!stopped) void act();
    }, waitMs);
    timers.add(timer);
  };

  const forgetTimers = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };

  const renewalIn = (lease: Lease): number =>
    Math.max(shortestRenewalMs, (lease.expiresAtMs - ports.now()) / 2);

  const renew = async (): Promise<void> => {
    // A lease that could not be renewed ends by itself; the broker then cuts the session and `again` starts over.
    const lease = await ports.takeLease().catch(() => null);
    if (!stopped) later(lease === null ? shortestRenewalMs : renewalIn(lease), renew);
  };

  const open = async (): Promise<void> => {
    const [lease, password, connect] = await Promise.all([
      ports.takeLease(),
      ports.idToken(),
      ports.connect(),
    ]);
    if (stopped) return;
    const opened = await connect({
      url: ports.mqttUrl,
      clientId: lease.clientId,
      password: password ?? '',
      topic: lease.topic,
      onMessage: (payload) => {
        const patch = readPatch(payload);
        if (!stopped && patch?.factoryId === lease.factoryId) ports.onPatch(patch);
      },
      onLost: again,
    });
    if (stopped) return opened.close();
    session = opened;
    failures = 0;
    ports.onState('live');
    later(renewalIn(lease), renew);
  };

  const again = (): void => {
    if (stopped) return;
    session = null;
    forgetTimers();
    later(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0, attempt);
    failures += 1;
  };

  const attempt = (): Promise<void> =>
    open().catch(() => {
      if (!stopped) ports.onState('polling');
      failures = Math.max(failures, 1);
      again();
    });

  ports.onState('connecting');
  void attempt();
  return {
    stop: () => {
      stopped = true;
      forgetTimers();
      session?.close();
    },
  };
};
