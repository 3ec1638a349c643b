import * as z from 'zod';
import { instantMsSchema } from './ids.ts';
import { deviceEventTopicFilter, telemetryTopicFilter } from './topics.ts';

/** AWS IoT takes no longer topic. What is longer comes from elsewhere and would break keys it becomes part of. */
const topicPartSchema = z.string().max(256);

/**
 * What the topic rule puts on the stream for one MQTT message. The payload travels as base64 of the bytes
 * received, so that nothing in a payload can pose as identity, bytes that are no JSON reach quarantine whole,
 * and the receive time is the broker's.
 */
export const ruleRecordSchema = z.object({
  payload: z.base64(),
  factoryId: topicPartSchema,
  deviceId: topicPartSchema,
  clientId: topicPartSchema,
  receivedAtMs: instantMsSchema,
});
export type RuleRecord = z.infer<typeof ruleRecordSchema>;

/** The rule's SQL (version 2016-03-23). The local forwarder builds the same record. */
const ruleSql = (filter: string): string =>
  `SELECT encode(*, 'base64') AS payload, topic(3) AS factoryId, topic(4) AS deviceId, clientid() AS clientId, timestamp() AS receivedAtMs FROM '${filter}'`;
export const telemetryRuleSql = ruleSql(telemetryTopicFilter);
export const deviceEventRuleSql = ruleSql(deviceEventTopicFilter);
