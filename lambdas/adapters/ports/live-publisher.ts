import type { LivePatch } from '@carbon-track/contract/live.ts';

export type LivePublisher = { publish(patch: LivePatch): Promise<void> };
