import { basicIngestTopic, liveTopic } from '@carbon-track/contract/topics.ts';

/** An AWS IoT policy document as data. CDK, the custom authorizer and the local broker all use the ones made here. */
export type IotStatement = {
  readonly Effect: 'Allow';
  readonly Action: 'iot:Connect' | 'iot:Publish' | 'iot:Subscribe' | 'iot:Receive';
  readonly Resource: string[];
  readonly Condition?: { readonly Bool: Record<string, string[]> };
};
export type IotPolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: IotStatement[] };

/** Policy variables: the broker fills them in from the thing whose certificate opened the connection. */
export const thingNameVariable = '$' + '{iot:Connection.Thing.ThingName}';
export const thingFactoryVariable = '$' + '{iot:Connection.Thing.Attributes[factoryId]}';
export const thingIsAttached = 'iot:Connection.Thing.IsAttached';
/** The thing attribute that says which factory a device belongs to. */
export const factoryAttribute = 'factoryId';

const document = (...Statement: IotStatement[]): IotPolicyDocument => ({ Version: '2012-10-17', Statement });

/**
 * What every device may do, in one policy for all of them: connect under its own thing name with the certificate
 * attached to that thing, and publish to its own two Basic Ingest topics. It may subscribe to nothing.
 * `arnPrefix` is `arn:aws:iot:{region}:{account}`.
 */
export const devicePolicy = (
  arnPrefix: string,
  rules: { readonly telemetry: string; readonly deviceEvent: string },
): IotPolicyDocument => {
  const ownTopic = (rule: string, channel: 'tel' | 'evt'): string =>
    `${arnPrefix}:topic/${basicIngestTopic(rule, thingFactoryVariable, thingNameVariable, channel)}`;
  return document(
    {
      Effect: 'Allow',
      Action: 'iot:Connect',
      Resource: [`${arnPrefix}:client/${thingNameVariable}`],
      Condition: { Bool: { [thingIsAttached]: ['true'] } },
    },
    {
      Effect: 'Allow',
      Action: 'iot:Publish',
      Resource: [ownTopic(rules.telemetry, 'tel'), ownTopic(rules.deviceEvent, 'evt')],
    },
  );
};

/**
 * What one browser session may do: connect under its own client id, subscribe to and receive exactly the live topics
 * it holds leases for. No wildcard, no publish. Without a lease it may not even connect.
 */
export const browserPolicy = (
  arnPrefix: string,
  session: { readonly clientId: string; readonly factoryIds: readonly string[] },
): IotPolicyDocument => {
  const topics = session.factoryIds.map(liveTopic);
  if (topics.length === 0) return document();
  return document(
    { Effect: 'Allow', Action: 'iot:Connect', Resource: [`${arnPrefix}:client/${session.clientId}`] },
    {
      Effect: 'Allow',
      Action: 'iot:Subscribe',
      Resource: topics.map((topic) => `${arnPrefix}:topicfilter/${topic}`),
    },
    {
      Effect: 'Allow',
      Action: 'iot:Receive',
      Resource: topics.map((topic) => `${arnPrefix}:topic/${topic}`),
    },
  );
};
