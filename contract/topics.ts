import { deviceIdSchema, factoryIdSchema } from './ids.ts';

/** Version 1 of every topic Carbon Track uses starts with this. */
export const topicRoot = 'ct/v1';

/** What a device may publish: telemetry (`tel`) and events it raises itself (`evt`). */
export type DeviceChannel = 'tel' | 'evt';

/** Filter of the topic rule that feeds the stream. `topic(n)` counts from 1 and leaves out `$aws/rules/<rule>`. */
export const telemetryTopicFilter = `${topicRoot}/+/+/tel`;
export const deviceEventTopicFilter = `${topicRoot}/+/+/evt`;

/**
 * The topic rules' names: one constant per stage, used by provisioning answers, device policies, the rules
 * themselves and the local broker. AWS allows letters, digits and `_` only.
 */
export const ruleNames = (stage: string) => {
  const safeStage = stage.replaceAll(/[^A-Za-z0-9]/g, '_');
  return {
    telemetry: `carbon_track_${safeStage}_telemetry`,
    deviceEvent: `carbon_track_${safeStage}_event`,
  } as const;
};

/** The plain topic, as a rule's `FROM` and `topic(n)` see it. */
export const deviceTopic = (factoryId: string, deviceId: string, channel: DeviceChannel): string =>
  `${topicRoot}/${factoryId}/${deviceId}/${channel}`;

/** The Basic Ingest topic a device publishes to: the broker hands it to the rule and to nobody else. */
export const basicIngestTopic = (
  ruleName: string,
  factoryId: string,
  deviceId: string,
  channel: DeviceChannel,
): string => `$aws/rules/${ruleName}/${deviceTopic(factoryId, deviceId, channel)}`;

/** Where the live patches of one factory are published. */
export const liveTopic = (factoryId: string): string => `${topicRoot}/live/${factoryId}`;

export type ParsedDeviceTopic = { factoryId: string; deviceId: string; channel: DeviceChannel };

/**
 * Reads factory and device back from a topic with or without the Basic Ingest prefix.
 * Returns null for anything else, so that a stray topic is refused rather than guessed at.
 */
export const parseDeviceTopic = (topic: string): ParsedDeviceTopic | null => {
  const plain = topic.startsWith('$aws/rules/') ? topic.split('/').slice(3).join('/') : topic;
  const [root, version, factoryId, deviceId, channel, ...rest] = plain.split('/');
  if (`${root}/${version}` !== topicRoot || rest.length > 0) return null;
  if (channel !== 'tel' && channel !== 'evt') return null;
  if (!factoryIdSchema.safeParse(factoryId).success || !deviceIdSchema.safeParse(deviceId).success)
    return null;
  return { factoryId: factoryId as string, deviceId: deviceId as string, channel };
};

/** The named shadow that carries a device's configuration: `desired` is wished for, `reported` is in force. */
export const configurationShadow = 'configuration';

/**
 * Topics of a device's configuration shadow, as AWS IoT reserves them. The device publishes `update` and subscribes to
 * `delta`; AWS answers every update under `accepted` or `rejected`.
 */
export const shadowTopics = (deviceId: string) => {
  const update = `$aws/things/${deviceId}/shadow/name/${configurationShadow}/update`;
  return {
    update,
    delta: `${update}/delta`,
    accepted: `${update}/accepted`,
    rejected: `${update}/rejected`,
  } as const;
};

/**
 * Topics of AWS IoT Jobs a device uses for firmware updates. `notifyNext` tells of a new job while the device is
 * connected; one that was away asks on `getNext` and hears the same `execution` on `gotNext`.
 */
export const jobTopics = (deviceId: string) => {
  const jobs = `$aws/things/${deviceId}/jobs`;
  return {
    notifyNext: `${jobs}/notify-next`,
    getNext: `${jobs}/$next/get`,
    gotNext: `${jobs}/$next/get/accepted`,
    update: (jobId: string): string => `${jobs}/${jobId}/update`,
  } as const;
};

/** MQTT client ids of browsers: `web-{sub}-{tab}`. */
export const webClientId = (sub: string, tabId: string): string => `web-${sub}-${tabId}`;
