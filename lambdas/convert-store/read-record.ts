import { isUtf8 } from 'node:buffer';
import { type RuleRecord, ruleRecordSchema } from '@carbon-track/contract/rule-record.ts';
import {
  maxTelemetryPayloadBytes,
  type TelemetryMessage,
  telemetryMessageSchema,
} from '@carbon-track/contract/telemetry.ts';
import { readingsOfMessage } from '../domain/readings-of-message.ts';
import { quickParser } from './quick-check.ts';
import type { Delivery, ReceivedMessage, RefusedMessage } from './received-message.ts';

/** A stream record before anybody looked into it. */
export type StreamRecord = {
  readonly messageId: string;
  readonly dataBase64: string;
  readonly arrivedAtMs: number;
};

const parseRuleRecord = quickParser(ruleRecordSchema);
const parseTelemetry = quickParser(telemetryMessageSchema);

const noJson = Symbol('no JSON');

const parseJson = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) return noJson;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return noJson;
  }
};

const firstIssue = (issues: readonly { path: PropertyKey[]; message: string }[]): string => {
  const [issue] = issues;
  return `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'does not fit'}`;
};

const messageOf = (
  delivery: Delivery & { deviceId: string; factoryId: string; receivedAtMs: number },
  telemetry: TelemetryMessage,
): ReceivedMessage => ({
  ...delivery,
  readings: readingsOfMessage(telemetry, delivery.deviceId, 'measured'),
  health: {
    receivedAtMs: delivery.receivedAtMs,
    firmware: telemetry.fw,
    configurationRevision: telemetry.cfg,
    boot: telemetry.boot,
    rssiDbm: telemetry.rssi,
  },
});

/** A record's envelope: who sent what, by certificate and topic. */
export type Envelope = RuleRecord & { readonly messageId: string };

/** Opens the envelope of a stream record and leaves the payload closed. Never throws. */
export const readEnvelope = ({
  messageId,
  dataBase64,
  arrivedAtMs,
}: StreamRecord): Envelope | RefusedMessage => {
  const stray = {
    messageId,
    factoryId: null,
    deviceId: null,
    receivedAtMs: arrivedAtMs,
    payloadBase64: dataBase64,
  };
  const json = parseJson(Buffer.from(dataBase64, 'base64'));
  if (json === noJson)
    return { ...stray, reason: 'not_json', detail: 'the stream record is no JSON in UTF-8' };
  const record = parseRuleRecord(json);
  if (record.success) return { ...record.data, messageId };
  return { ...stray, reason: 'invalid_payload', detail: `stream record, ${firstIssue(record.error.issues)}` };
};

/** Checks sender, size, JSON and shape of an opened record. Never throws. */
export const readPayload = (envelope: Envelope): ReceivedMessage | RefusedMessage => {
  const { messageId, factoryId, deviceId, clientId, receivedAtMs, payload: payloadBase64 } = envelope;
  const delivery = { messageId, factoryId, deviceId, receivedAtMs, payloadBase64 };
  if (clientId !== deviceId) {
    const detail = `client ${clientId} published on the topic of ${deviceId}`;
    return { ...delivery, reason: 'identity_mismatch', detail };
  }
  const payload = Buffer.from(payloadBase64, 'base64');
  if (payload.length > maxTelemetryPayloadBytes) {
    const detail = `${payload.length} bytes; a message holds at most ${maxTelemetryPayloadBytes}`;
    return { ...delivery, reason: 'too_large', detail };
  }
  const json = parseJson(payload);
  if (json === noJson) return { ...delivery, reason: 'not_json', detail: 'the payload is no JSON in UTF-8' };
  const telemetry = parseTelemetry(json);
  if (telemetry.success) return messageOf(delivery, telemetry.data);
  return { ...delivery, reason: 'invalid_payload', detail: firstIssue(telemetry.error.issues) };
};

/**
 * Reads one stream record whole. What is wrong with the bytes comes back as a refusal that holds them.
 * Whether the device is registered is somebody else's question.
 */
export const readRecord = (record: StreamRecord): ReceivedMessage | RefusedMessage => {
  const envelope = readEnvelope(record);
  return 'reason' in envelope ? envelope : readPayload(envelope);
};
