import type { LivePatch } from '@carbon-track/contract/live.ts';
import type { KinesisStreamEvent } from 'aws-lambda';
import { cached } from '../adapters/cached.ts';
import type { Leases } from '../adapters/ports/leases.ts';
import type { LivePublisher } from '../adapters/ports/live-publisher.ts';
import type { Registry } from '../adapters/ports/registry.ts';
import { livePatch } from './live-patch.ts';
import { newestReadings } from './newest-readings.ts';

export type ConvertLivePorts = {
  readonly leases: Pick<Leases, 'leasedFactories'>;
  readonly registry: Pick<Registry, 'factory'>;
  readonly publisher: LivePublisher;
  now(): number;
  log(line: { level: 'error'; message: string; factoryId: string; error: string }): void;
};

/** A page that opens sees its first patch this much later at most. */
const leaseCacheMs = 2_000;

/** Tries twice. A lost patch is made up for by the next one, so it is logged and dropped. */
const publish = async (ports: ConvertLivePorts, patch: LivePatch): Promise<void> => {
  const once = () => ports.publisher.publish(patch);
  try {
    await once().catch(once);
  } catch (error) {
    ports.log({
      level: 'error',
      message:
        'a live patch was dropped; pages poll meanwhile. Check the IoT data endpoint and its permission',
      factoryId: patch.factoryId,
      error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    });
  }
};

/** Publishes the newest readings of factories somebody looks at. It writes nothing and costs nothing when nobody does. */
export const createHandler = (ports: ConvertLivePorts) => {
  const leasedFactories = cached(() => ports.leases.leasedFactories(ports.now()), leaseCacheMs, ports.now);
  return async (event: KinesisStreamEvent): Promise<void> => {
    const leased = await leasedFactories('all');
    if (leased.size === 0) return;
    const factories = [...newestReadings(event, leased)];
    await Promise.all(
      factories.map(async ([factoryId, devices]) => {
        const record = await ports.registry.factory(factoryId);
        const patch = record === null ? null : livePatch(record, devices.values());
        if (patch !== null) await publish(ports, patch);
      }),
    );
  };
};
