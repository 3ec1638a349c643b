import type { Reading } from '../../lambdas/domain/reading.ts';
import { payloadOf } from './live-messages.ts';
import type { MessageDraft } from './message.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

type Sender = { readonly factoryId: string; readonly deviceId: string };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Messages nobody may store, one of each kind, around one sound reading of a sender. */
export const badMessages = (sender: Sender, sound: Reading, stranger: Sender): MessageDraft[] => {
  const sentAtMs = sound.takenAtMs + 2_000;
  const common = {
    ...sender,
    clientId: sender.deviceId,
    sentAtMs,
    readings: [],
    afterAcknowledged: false,
  };
  const unused = (change: Partial<Reading>): Reading => ({ ...sound, epoch: 9, ...change });
  const one = (reading: Reading): string => base64(payloadOf([reading], 5, 9));
  return [
    { ...common, payloadBase64: base64('{"v":1,"fw":'), quarantined: ['not_json'] },
    {
      ...common,
      payloadBase64: Buffer.from([0xff, 0xfe, 0x00, 0x7b]).toString('base64'),
      quarantined: ['not_json'],
    },
    {
      ...common,
      payloadBase64: base64(payloadOf([sound]).replace('"v":1', '"v":2')),
      quarantined: ['invalid_payload'],
    },
    {
      ...common,
      payloadBase64: base64(JSON.stringify({ v: 1, padding: 'x'.repeat(17_000) })),
      quarantined: ['too_large'],
    },
    {
      ...common,
      clientId: stranger.deviceId,
      payloadBase64: one(unused({ seq: 1 })),
      quarantined: ['identity_mismatch'],
    },
    {
      ...common,
      factoryId: stranger.factoryId,
      payloadBase64: one(unused({ seq: 2 })),
      quarantined: stranger.factoryId === sender.factoryId ? [] : ['identity_mismatch'],
    },
    {
      ...common,
      deviceId: 'ct-nobody-1a',
      clientId: 'ct-nobody-1a',
      payloadBase64: one(unused({ seq: 3 })),
      quarantined: ['unknown_device'],
    },
    {
      ...common,
      payloadBase64: one(unused({ seq: 4, takenAtMs: sentAtMs + 3 * minuteMs })),
      quarantined: ['clock_ahead'],
    },
    {
      ...common,
      payloadBase64: one(unused({ seq: 5, takenAtMs: sentAtMs - 31 * dayMs })),
      quarantined: ['too_late'],
    },
    {
      ...common,
      payloadBase64: one(unused({ seq: 6, takenAtMs: 4_000, timeQuality: 0 })),
      quarantined: ['unplaced'],
    },
  ];
};

/** The same identity with other content, sent after the true one was acknowledged: it must never win. */
export const conflictingMessage = (sender: Sender, sound: Reading): MessageDraft => ({
  ...sender,
  clientId: sender.deviceId,
  sentAtMs: sound.takenAtMs + 20 * minuteMs,
  payloadBase64: base64(payloadOf([{ ...sound, co2Ppm: (sound.co2Ppm ?? 0) + 10 }])),
  readings: [],
  quarantined: ['conflict'],
  afterAcknowledged: true,
});
