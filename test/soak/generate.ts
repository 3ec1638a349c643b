import type { Reading } from '../../lambdas/domain/reading.ts';
import { randomStream } from '../../local/simulator/seeded-random.ts';
import { badMessages, conflictingMessage } from './bad-messages.ts';
import { deliveries, payloadOf, sampledReadings } from './live-messages.ts';
import type { MessageDraft, SoakMessage } from './message.ts';
import type { SoakOptions } from './options.ts';
import { type SoakPlant, soakStartMs } from './plant.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Small pieces, so that many of them arrive while their hour is being folded. */
const lateRows = 12;
/** Stretches of old data per chimney. */
const lateStretches = 6;

type Sender = {
  readonly factoryId: string;
  readonly deviceId: string;
  readonly readings: readonly Reading[];
};

/** Everything each device samples; the swapped chimney has two, and both go on to the end. */
const senders = (plant: SoakPlant, minutes: number, random: () => number): Sender[] =>
  plant.chimneys.flatMap((chimney) => {
    const { chimneyId, deviceId, factory } = chimney.design;
    const deviceIds =
      chimneyId === plant.successor.chimneyId ? [deviceId, plant.successor.deviceId] : [deviceId];
    const period = { fromMs: soakStartMs, toMs: soakStartMs + minutes * minuteMs };
    return deviceIds.map((id) => ({
      factoryId: factory.factoryId,
      deviceId: id,
      readings: sampledReadings(chimney, id, period, random),
    }));
  });

/** Hour edges of days ago at which boilers burn, and one Nairobi midnight. */
const lateEdgesMs = (chimneyIndex: number): number[] =>
  Array.from({ length: lateStretches }, (_, index) => {
    const hourUtc = index === 0 ? 21 : 6 + ((chimneyIndex + 3 * index) % 8);
    return Date.UTC(2026, 10, 16 - index, hourUtc);
  });

/** The four minutes on both sides of those edges arrive only now, out of order: close together or hours apart. */
const lateBacklog = (plant: SoakPlant, minutes: number, random: () => number): MessageDraft[] =>
  plant.chimneys.flatMap((chimney, chimneyIndex) =>
    lateEdgesMs(chimneyIndex).flatMap((edgeMs, index) => {
      const { deviceId, factory } = chimney.design;
      const period = { fromMs: edgeMs - 4 * minuteMs, toMs: edgeMs + 4 * minuteMs };
      const readings = sampledReadings(chimney, deviceId, period, random);
      const firstMs = soakStartMs + minutes * minuteMs * random() * 0.5;
      const spreadMs = index % 2 === 0 ? minuteMs : minutes * minuteMs * 0.5;
      return Array.from({ length: Math.ceil(readings.length / lateRows) }, (_, part): MessageDraft => {
        const rows = readings.slice(part * lateRows, (part + 1) * lateRows);
        return {
          factoryId: factory.factoryId,
          deviceId,
          clientId: deviceId,
          sentAtMs: Math.ceil(firstMs + spreadMs * random()),
          payloadBase64: Buffer.from(payloadOf(rows)).toString('base64'),
          readings: rows,
          quarantined: [],
          afterAcknowledged: false,
        };
      });
    }),
  );

/** 920, 1,028 and 38,649 ms spell attribute names in base 36; two readings share one ms: all of them count. */
const awkwardInstants = (sender: Sender, random: () => number): MessageDraft[] => {
  const [model] = sender.readings;
  if (model === undefined) return [];
  const minute = Math.floor((soakStartMs - 5 * hourMs) / minuteMs) * minuteMs;
  const readings = [920, 1_028, 1_028, 38_649].map(
    (ms, index): Reading => ({ ...model, epoch: 2, seq: index, takenAtMs: minute + ms }),
  );
  const sentAtMs = Math.ceil(soakStartMs + 10 * minuteMs * random());
  return readings.map((reading) => ({
    factoryId: sender.factoryId,
    deviceId: sender.deviceId,
    clientId: sender.deviceId,
    sentAtMs,
    payloadBase64: Buffer.from(payloadOf([reading], 5, 2)).toString('base64'),
    readings: [reading],
    quarantined: [],
    afterAcknowledged: false,
  }));
};

const oddOnes = (all: readonly Sender[], random: () => number): MessageDraft[] =>
  all.flatMap((sender, index) => {
    const stranger = all[(index + Math.ceil(all.length / 2)) % all.length] ?? sender;
    const sound = sender.readings[Math.floor(sender.readings.length * (0.2 + 0.5 * random()))];
    if (sound === undefined) return [];
    const bad = badMessages(sender, sound, stranger).filter(
      ({ quarantined }) => quarantined.length > 0 && random() < 0.5,
    );
    return [
      ...bad,
      conflictingMessage(sender, sound),
      ...(index === 0 ? awkwardInstants(sender, random) : []),
    ];
  });

/** All messages in the order they are sent. The same options give the same messages to the last byte. */
export const generateMessages = (plant: SoakPlant, options: SoakOptions): SoakMessage[] => {
  const random = randomStream(options.seed * 7_919 + 17);
  const longestOutageMs = Math.min(6 * hourMs, options.minutes * minuteMs);
  const all = senders(plant, options.minutes, random);
  const drafts = [
    ...all.flatMap((sender) => deliveries(sender.readings, sender, longestOutageMs, random)),
    ...lateBacklog(plant, options.minutes, random),
    ...oddOnes(all, random),
  ];
  return drafts.sort((a, b) => a.sentAtMs - b.sentAtMs).map((draft, id) => ({ ...draft, id }));
};
