import type { LatestEmissions } from '@carbon-track/contract/emissions.ts';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useServices } from '../services.ts';
import { useVisible } from '../time/use-visible.ts';
import { type LiveState, openLive } from './live-connection.ts';
import { type KnownSnapshots, mergeSnapshots } from './merge-snapshots.ts';
import { markPainted } from './painted.ts';
import { tabId } from './tab-id.ts';

const pollEveryMs = 30_000;
/** While patches come only today's totals have to be asked for, which change with each roll-up. */
const pollWhileLiveMs = 60_000;

type Arrival = { incoming: Parameters<typeof mergeSnapshots>[1]; via: 'patch' | 'poll' };
const nothingKnown: KnownSnapshots = new Map();

const useLiveConnection = (
  factoryId: string,
  ready: boolean,
  arrive: (arrival: Arrival) => void,
  setState: (state: LiveState) => void,
): void => {
  const { call, clock, config, idToken } = useServices();
  const visible = useVisible();
  useEffect(() => {
    if (!visible || !ready) return undefined;
    const live = openLive({
      mqttUrl: config.mqttUrl,
      takeLease: () => call('takeLease', { body: { factoryId, tabId } }),
      idToken: () => idToken(false),
      connect: async () => (await import('./connect-mqtt.ts')).connectMqtt,
      now: clock.now,
      onPatch: (patch) => arrive({ incoming: patch.chimneys, via: 'patch' }),
      onState: setState,
    });
    return live.stop;
  }, [visible, ready, factoryId, call, clock, config, idToken, arrive, setState]);
};

export type LiveFactory = {
  latest: UseQueryResult<LatestEmissions, ApiError>;
  known: KnownSnapshots;
  state: LiveState;
};

/** The newest of each chimney: live patches laid over the polled snapshot. Rests while the tab is hidden. */
export const useLive = (factoryId: string): LiveFactory => {
  const { call } = useServices();
  const [known, arrive] = useReducer(
    (before: KnownSnapshots, { incoming, via }: Arrival) => mergeSnapshots(before, incoming, via),
    nothingKnown,
  );
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useQuery<LatestEmissions, ApiError>({
    queryKey: ['latest', factoryId],
    queryFn: () => call('getLatestEmissions', { query: { factoryId } }),
    refetchInterval: state === 'live' ? pollWhileLiveMs : pollEveryMs,
    placeholderData: keepPreviousData,
  });
  const { data } = latest;
  const polled = useMemo(() => data?.chimneys.flatMap(({ snapshot }) => snapshot ?? []) ?? [], [data]);
  useEffect(() => arrive({ incoming: polled, via: 'poll' }), [polled]);
  // The first answer is shown with the first frame: for a moment it would read "no signal" otherwise.
  const shown = useMemo(() => mergeSnapshots(known, polled, 'poll'), [known, polled]);
  useEffect(() => markPainted(shown), [shown]);
  // The first figures come before the MQTT client: on a slow network the two would share the line.
  const ready = data !== undefined || latest.error !== null;
  useLiveConnection(factoryId, ready, arrive, setState);
  return { latest, known: shown, state };
};
