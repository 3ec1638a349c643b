import { createHash } from 'node:crypto';
import type { QuarantineReason } from '@carbon-track/contract/quality.ts';
import { type RuleRecord, ruleRecordSchema } from '@carbon-track/contract/rule-record.ts';
import {
  type DeviceEvent,
  deviceEventSchema,
  maxTelemetryPayloadBytes,
} from '@carbon-track/contract/telemetry.ts';

/** What the rule delivered, with a name that is the same at each retry. */
export type Delivery = Omit<RuleRecord, 'payload'> & {
  readonly messageId: string;
  readonly payloadBase64: string;
};
export type ReceivedEvent = Delivery & { readonly event: DeviceEvent };
export type RefusedEvent = Delivery & { readonly reason: QuarantineReason; readonly detail: string };

const parseJson = (text: string): { json: unknown } | null => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
};

const deliveryOf = ({ payload, ...record }: RuleRecord): Delivery => {
  const digest = createHash('sha256').update(payload).digest('hex').slice(0, 16);
  return {
    ...record,
    messageId: `evt-${record.deviceId}-${record.receivedAtMs}-${digest}`,
    payloadBase64: payload,
  };
};

/**
 * Reads what the topic rule invoked the Lambda with: sender, size, JSON, shape. What is wrong with the payload comes
 * back as a refusal that holds it. Throws for an invocation that is no rule record: nobody but the rule calls this.
 */
export const readEvent = (invocation: unknown): ReceivedEvent | RefusedEvent => {
  const record = ruleRecordSchema.parse(invocation);
  const delivery = deliveryOf(record);
  if (record.clientId !== record.deviceId) {
    const detail = `client ${record.clientId} published on the topic of ${record.deviceId}`;
    return { ...delivery, reason: 'identity_mismatch', detail };
  }
  const payload = Buffer.from(record.payload, 'base64');
  if (payload.length > maxTelemetryPayloadBytes) {
    const detail = `${payload.length} bytes; an event holds at most ${maxTelemetryPayloadBytes}`;
    return { ...delivery, reason: 'too_large', detail };
  }
  const parsed = parseJson(payload.toString());
  if (parsed === null) return { ...delivery, reason: 'not_json', detail: 'the payload is no JSON' };
  const event = deviceEventSchema.safeParse(parsed.json);
  if (event.success) return { ...delivery, event: event.data };
  const [issue] = event.error.issues;
  const detail = `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'does not fit'}`;
  return { ...delivery, reason: 'invalid_payload', detail };
};
