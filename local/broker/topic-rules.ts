import type { RuleRecord } from '@carbon-track/contract/rule-record.ts';
import { type DeviceChannel, parseDeviceTopic, type ruleNames } from '@carbon-track/contract/topics.ts';

/** What the two topic rules lead to. Both resolve once the message is safe; the device hears PUBACK after that. */
export type RuleActions = {
  telemetry(record: RuleRecord): Promise<void>;
  deviceEvent(record: RuleRecord): Promise<void>;
};

type RuleNames = ReturnType<typeof ruleNames>;

const ruleOf = (channel: DeviceChannel): keyof RuleNames => (channel === 'tel' ? 'telemetry' : 'deviceEvent');

/** Basic Ingest names its rule in the topic; a wrong name reaches no rule, as on AWS. */
const namedRule = (topic: string): string | null => /^\$aws\/rules\/([^/]+)\//.exec(topic)?.[1] ?? null;

/**
 * Hands a publish to the rule whose filter fits its topic, as the record the rule's SQL makes.
 * Answers false where no rule fits.
 */
export const applyRules = async (
  actions: RuleActions,
  rules: RuleNames,
  message: { topic: string; payload: Buffer; clientId: string; receivedAtMs: number },
): Promise<boolean> => {
  const parsed = parseDeviceTopic(message.topic);
  if (parsed === null) return false;
  const rule = ruleOf(parsed.channel);
  const named = namedRule(message.topic);
  if (named !== null && named !== rules[rule]) return false;
  await actions[rule]({
    payload: message.payload.toString('base64'),
    factoryId: parsed.factoryId,
    deviceId: parsed.deviceId,
    clientId: message.clientId,
    receivedAtMs: message.receivedAtMs,
  });
  return true;
};
