import { basicIngestTopic, jobTopics, liveTopic, shadowTopics } from '@carbon-track/contract/topics.ts';

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

/** AWS IoT takes no larger policy. */
export const maxPolicyCharacters = 2_048;

/**
 * What every device may do, in one policy for all of them: connect under its own thing name with the certificate
 * attached to that thing, publish to its own two Basic Ingest topics, report its configuration, hear what is wished of
 * it, and take and answer its own firmware jobs. `jobs/*` stands for the id of a job; what AWS IoT publishes about the
 * thing it may receive under one wildcard, because each of those topics written out would not fit a policy: it hears
 * no more than what it may subscribe to. `arnPrefix` is `arn:aws:iot:{region}:{account}`.
 */
export const devicePolicy = (
  arnPrefix: string,
  rules: { readonly telemetry: string; readonly deviceEvent: string },
): IotPolicyDocument => {
  const shadow = shadowTopics(thingNameVariable);
  const jobs = jobTopics(thingNameVariable);
  const ingest = (rule: string, channel: 'tel' | 'evt'): string =>
    basicIngestTopic(rule, thingFactoryVariable, thingNameVariable, channel);
  const under = (kind: 'topic' | 'topicfilter', names: readonly string[]): string[] =>
    names.map((name) => `${arnPrefix}:${kind}/${name}`);
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
      Resource: under('topic', [
        ingest(rules.telemetry, 'tel'),
        ingest(rules.deviceEvent, 'evt'),
        shadow.update,
        jobs.getNext,
        jobs.update('*'),
      ]),
    },
    {
      Effect: 'Allow',
      Action: 'iot:Subscribe',
      Resource: under('topicfilter', [
        shadow.delta,
        shadow.accepted,
        shadow.rejected,
        jobs.notifyNext,
        jobs.gotNext,
      ]),
    },
    {
      Effect: 'Allow',
      Action: 'iot:Receive',
      Resource: under('topic', [`$aws/things/${thingNameVariable}/*`]),
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
