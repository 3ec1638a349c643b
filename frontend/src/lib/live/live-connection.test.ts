import type { Lease } from '@carbon-track/contract/live.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MqttRequest } from './connect-mqtt.ts';
import { type LivePorts, type LiveState, openLive } from './live-connection.ts';
import { snapshotOf } from './snapshot.fixture.ts';

const world = (connectFails = 0) => {
  const states: LiveState[] = [];
  const requests: MqttRequest[] = [];
  const patches: string[] = [];
  let leases = 0;
  let closed = 0;
  let failuresLeft = connectFails;
  const ports: LivePorts = {
    mqttUrl: 'ws://broker/mqtt',
    takeLease: async (): Promise<Lease> => {
      leases += 1;
      return { factoryId: 'f', topic: 't', clientId: 'web-1', expiresAtMs: Date.now() + 60_000 };
    },
    idToken: async () => `token-${leases}`,
    connect: async () => async (request) => {
      if (failuresLeft > 0) {
        failuresLeft -= 1;
        throw new Error('no CONNACK');
      }
      requests.push(request);
      return {
        close: () => {
          closed += 1;
        },
      };
    },
    now: Date.now,
    onPatch: (patch) => patches.push(patch.chimneys.map(({ chimneyId }) => chimneyId).join()),
    onState: (state) => states.push(state),
  };
  return { ports, states, requests, patches, leases: () => leases, closed: () => closed };
};
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('the live connection', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('connects with the client id and topic of the lease and the token as password', async () => {
    const { ports, requests, states } = world();
    const live = openLive(ports);
    await settle();
    expect(requests).toMatchObject([{ clientId: 'web-1', topic: 't', password: 'token-1' }]);
    expect(states).toEqual(['connecting', 'live']);
    live.stop();
  });

  it('renews the lease at half time, again and again', async () => {
    const { ports, leases } = world();
    const live = openLive(ports);
    await settle();
    await settle(30_000);
    expect(leases()).toBe(2);
    await settle(30_000);
    expect(leases()).toBe(3);
    live.stop();
  });

  it('says polling as soon as a connection fails and goes live when a later one works', async () => {
    const { ports, states } = world(1);
    const live = openLive(ports);
    await settle();
    expect(states).toEqual(['connecting', 'polling']);
    await settle(1_000);
    expect(states.at(-1)).toBe('live');
    live.stop();
  });

  it('comes back at once with a new lease and token after the session is cut', async () => {
    const { ports, requests, states } = world();
    const live = openLive(ports);
    await settle();
    requests[0]?.onLost();
    await settle();
    expect(requests).toHaveLength(2);
    expect(requests[1]?.password).toBe('token-2');
    expect(states).not.toContain('polling');
    live.stop();
  });

  it('hands on patches of its factory only, and drops what it cannot read', async () => {
    const { ports, requests, patches } = world();
    const live = openLive(ports);
    await settle();
    const send = (payload: unknown) => requests[0]?.onMessage(JSON.stringify(payload));
    send({ v: 1, factoryId: 'f', chimneys: [snapshotOf('f-1', 5)] });
    send({ v: 1, factoryId: 'other', chimneys: [snapshotOf('other-1', 5)] });
    send({ v: 2, factoryId: 'f', chimneys: [] });
    requests[0]?.onMessage('{');
    expect(patches).toEqual(['f-1']);
    live.stop();
  });

  it('closes the session and does nothing more once stopped', async () => {
    const { ports, closed, leases, requests } = world();
    const live = openLive(ports);
    await settle();
    live.stop();
    requests[0]?.onLost();
    await settle(600_000);
    expect(closed()).toBe(1);
    expect(leases()).toBe(1);
  });

  it('closes a session that opens after the page has gone', async () => {
    const { ports, closed } = world();
    openLive(ports).stop();
    await settle();
    expect(closed()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
