import { factoryRecords, type SeededFactory } from '../../local/seed/factory-records.ts';
import type { SeededChimney } from '../../local/seed/seeded-reading.ts';

/** Noon in Nairobi on a working day: nearly everything burns. */
export const soakStartMs = Date.UTC(2026, 10, 18, 9, 7);

export type SoakPlant = {
  readonly factories: readonly SeededFactory[];
  readonly chimneys: readonly SeededChimney[];
  /** A device that takes over the first chimney half-way; its predecessor goes on sending. */
  readonly successor: { readonly deviceId: string; readonly chimneyId: string; readonly fromMs: number };
};

const chimneysOf = ({ designs, record }: SeededFactory): SeededChimney[] =>
  designs.flatMap((design) => {
    const dated = record.configurations.find(({ chimneyId }) => chimneyId === design.chimneyId);
    return dated === undefined ? [] : [{ design, configuration: dated.configuration }];
  });

/** As many whole factories of the seed as it takes to have at least `devices` chimneys, and one swapped device. */
export const soakPlant = (devices: number, minutes: number): SoakPlant => {
  const factories: SeededFactory[] = [];
  let count = 0;
  for (const factory of factoryRecords(soakStartMs)) {
    if (count >= devices) break;
    factories.push(factory);
    count += factory.designs.length;
  }
  const [first, ...others] = factories;
  const chimney = first?.designs[0];
  if (first === undefined || chimney === undefined) throw new Error('The seed has no factory to soak.');
  // Not on a whole minute: the swap itself has to be exact.
  const fromMs = soakStartMs + Math.floor(minutes / 2) * 60_000 + 31_234;
  const successor = {
    deviceId: `${chimney.deviceId.slice(0, -1)}b`,
    chimneyId: chimney.chimneyId,
    fromMs,
  };
  const assignments = first.record.assignments.map((assignment) =>
    assignment.deviceId === chimney.deviceId ? { ...assignment, toMs: fromMs } : assignment,
  );
  const swapped: SeededFactory = {
    ...first,
    record: { ...first.record, assignments: [...assignments, { ...successor, toMs: null, priority: 0 }] },
    devices: [
      ...first.devices,
      ...first.devices.slice(0, 1).map((device) => ({ ...device, deviceId: successor.deviceId })),
    ],
  };
  const all = [swapped, ...others];
  return { factories: all, chimneys: all.flatMap(chimneysOf), successor };
};
