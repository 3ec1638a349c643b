import type { KinesisStreamEvent } from 'aws-lambda';
import { readEnvelope, readPayload } from '../convert-store/read-record.ts';
import { compareReadings, type Reading } from '../domain/reading.ts';
import { judgeClock } from '../domain/reading-clock.ts';

/** The newest reading of each device, by factory. */
export type NewestReadings = ReadonlyMap<string, ReadonlyMap<string, Reading>>;

/**
 * Picks the newest reading of each device of the leased factories out of a batch. Payloads of other factories stay
 * closed. What does not fit is passed over: convert-store sets it aside.
 */
export const newestReadings = (event: KinesisStreamEvent, leased: ReadonlySet<string>): NewestReadings => {
  const factories = new Map<string, Map<string, Reading>>();
  for (const { eventID, kinesis } of event.Records) {
    const envelope = readEnvelope({ messageId: eventID, dataBase64: kinesis.data, arrivedAtMs: 0 });
    if ('reason' in envelope || !leased.has(envelope.factoryId)) continue;
    const message = readPayload(envelope);
    if ('reason' in message) continue;
    const devices = factories.get(message.factoryId) ?? new Map<string, Reading>();
    factories.set(message.factoryId, devices);
    for (const reading of message.readings) {
      if (judgeClock(reading, message.receivedAtMs) !== 'in_time') continue;
      const known = devices.get(reading.deviceId);
      if (known === undefined || compareReadings(known, reading) < 0) devices.set(reading.deviceId, reading);
    }
  }
  return factories;
};
