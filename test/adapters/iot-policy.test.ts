import {
  basicIngestTopic,
  jobTopics,
  liveTopic,
  ruleNames,
  shadowTopics,
  webClientId,
} from '@carbon-track/contract/topics.ts';
import { describe, expect, it } from 'vitest';
import {
  browserPolicy,
  devicePolicy,
  type IotPolicyDocument,
  maxPolicyCharacters,
  thingNameVariable,
} from '../../lambdas/adapters/iot-policy.ts';
import { isAllowed, type PolicyAction } from '../../local/broker/policy-evaluator.ts';

const arn = 'arn:aws:iot:eu-west-1:123456789012';
const rules = ruleNames('test');

/** As the local broker judges it, for the device of the tests. */
const allows = (document: IotPolicyDocument, action: PolicyAction, resource: string): boolean =>
  isAllowed([document], action, `${arn}:${resource}`, {
    clientId: 'ct-kapkoros-1a',
    thing: { thingName: 'ct-kapkoros-1a', attributes: { factoryId: 'kapkoros' } },
  });

const resources = (document: IotPolicyDocument): string[] =>
  document.Statement.flatMap((statement) => statement.Resource);

describe('the device policy', () => {
  const policy = devicePolicy(arn, rules);
  const telemetry = (factoryId: string, deviceId: string, rule: string = rules.telemetry): string =>
    `topic/${basicIngestTopic(rule, factoryId, deviceId, 'tel')}`;

  it('lets a device connect under its thing name only, with the certificate attached to that thing', () => {
    expect(allows(policy, 'iot:Connect', 'client/ct-kapkoros-1a')).toBe(true);
    expect(allows(policy, 'iot:Connect', 'client/ct-kapkoros-2a')).toBe(false);
    const connect = policy.Statement.find((statement) => statement.Action === 'iot:Connect');
    expect(connect?.Condition).toEqual({ Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } });
  });

  it('lets it publish to its own two topics, each under its own rule, and to no other', () => {
    expect(allows(policy, 'iot:Publish', telemetry('kapkoros', 'ct-kapkoros-1a'))).toBe(true);
    const event = basicIngestTopic(rules.deviceEvent, 'kapkoros', 'ct-kapkoros-1a', 'evt');
    expect(allows(policy, 'iot:Publish', `topic/${event}`)).toBe(true);
    expect(allows(policy, 'iot:Publish', telemetry('kapkoros', 'ct-kapkoros-2a'))).toBe(false);
    expect(allows(policy, 'iot:Publish', telemetry('momul', 'ct-kapkoros-1a'))).toBe(false);
    expect(allows(policy, 'iot:Publish', telemetry('kapkoros', 'ct-kapkoros-1a', rules.deviceEvent))).toBe(
      false,
    );
    expect(allows(policy, 'iot:Publish', `topic/${liveTopic('kapkoros')}`)).toBe(false);
  });

  it('lets it report its own configuration and hear what is wished of it', () => {
    const shadow = shadowTopics('ct-kapkoros-1a');
    expect(allows(policy, 'iot:Publish', `topic/${shadow.update}`)).toBe(true);
    for (const topic of [shadow.delta, shadow.accepted, shadow.rejected]) {
      expect(allows(policy, 'iot:Subscribe', `topicfilter/${topic}`)).toBe(true);
      expect(allows(policy, 'iot:Receive', `topic/${topic}`)).toBe(true);
      expect(allows(policy, 'iot:Publish', `topic/${topic}`)).toBe(false);
    }
  });

  it('lets it hear of its own firmware jobs, ask for the next and answer each', () => {
    const jobs = jobTopics('ct-kapkoros-1a');
    for (const topic of [jobs.notifyNext, jobs.gotNext]) {
      expect(allows(policy, 'iot:Subscribe', `topicfilter/${topic}`)).toBe(true);
      expect(allows(policy, 'iot:Receive', `topic/${topic}`)).toBe(true);
      expect(allows(policy, 'iot:Publish', `topic/${topic}`)).toBe(false);
    }
    expect(allows(policy, 'iot:Publish', `topic/${jobs.getNext}`)).toBe(true);
    expect(allows(policy, 'iot:Publish', `topic/${jobs.update('firmware-7')}`)).toBe(true);
  });

  it('gives it nothing of another thing, and of its own thing no other shadow', () => {
    const [shadow, jobs] = [shadowTopics('ct-kapkoros-2a'), jobTopics('ct-kapkoros-2a')];
    const others = [
      ...Object.values(shadow),
      jobs.notifyNext,
      jobs.getNext,
      jobs.gotNext,
      jobs.update('firmware-7'),
      '$aws/things/+/shadow/name/configuration/update/delta',
      '$aws/things/ct-kapkoros-1a/shadow/update',
      '$aws/things/ct-kapkoros-1a/shadow/update/delta',
      '$aws/things/ct-kapkoros-1a/shadow/name/other/update',
      '$aws/things/ct-kapkoros-1a/shadow/name/configuration/get',
      '$aws/things/ct-kapkoros-1a/shadow/name/configuration/delete',
      '$aws/things/ct-kapkoros-1a/shadow/name/configuration/update/#',
      '$aws/things/ct-kapkoros-1a/#',
    ];
    for (const topic of others) {
      expect(allows(policy, 'iot:Publish', `topic/${topic}`)).toBe(false);
      expect(allows(policy, 'iot:Subscribe', `topicfilter/${topic}`)).toBe(false);
    }
    for (const topic of Object.values(shadow))
      expect(allows(policy, 'iot:Receive', `topic/${topic}`)).toBe(false);
  });

  it('holds one wildcard for a job’s id and one for what AWS IoT says of the thing, and subscribes under none', () => {
    expect(resources(policy).filter((resource) => /[*?+#]/.test(resource))).toEqual([
      `${arn}:topic/${jobTopics(thingNameVariable).update('*')}`,
      `${arn}:topic/$aws/things/${thingNameVariable}/*`,
    ]);
    const actions = policy.Statement.map((statement) => statement.Action);
    expect(actions).toEqual(['iot:Connect', 'iot:Publish', 'iot:Subscribe', 'iot:Receive']);
  });

  it('fits what AWS IoT takes, in the longest partition and region and with the longest stage', () => {
    const longest = devicePolicy('arn:aws-us-gov:iot:ap-southeast-1:123456789012', ruleNames('s'.repeat(20)));
    expect(JSON.stringify(longest).length).toBeLessThanOrEqual(maxPolicyCharacters);
  });

  it('writes the variables as AWS IoT spells them', () => {
    expect(resources(policy)[1]).toBe(
      [
        `${arn}:topic/$aws/rules/carbon_track_test_telemetry/ct/v1/`,
        '$',
        '{iot:Connection.Thing.Attributes[factoryId]}/',
        '$',
        '{iot:Connection.Thing.ThingName}/tel',
      ].join(''),
    );
  });
});

describe('the browser policy', () => {
  const clientId = webClientId('sub-1', 'tabtabtab');
  const policy = browserPolicy(arn, { clientId, factoryIds: ['kapkoros', 'momul'] });

  it('allows the own client id and exactly the leased topics', () => {
    expect(allows(policy, 'iot:Connect', `client/${clientId}`)).toBe(true);
    expect(allows(policy, 'iot:Connect', 'client/web-sub-1-other')).toBe(false);
    for (const factoryId of ['kapkoros', 'momul']) {
      expect(allows(policy, 'iot:Subscribe', `topicfilter/${liveTopic(factoryId)}`)).toBe(true);
      expect(allows(policy, 'iot:Receive', `topic/${liveTopic(factoryId)}`)).toBe(true);
    }
    expect(allows(policy, 'iot:Receive', `topic/${liveTopic('gacharage')}`)).toBe(false);
  });

  it('grants no publish and holds no wildcard', () => {
    expect(policy.Statement.map((statement) => statement.Action)).not.toContain('iot:Publish');
    expect(resources(policy).filter((resource) => /[*?+#]/.test(resource))).toEqual([]);
  });

  it('allows nothing at all without a lease', () => {
    expect(browserPolicy(arn, { clientId, factoryIds: [] }).Statement).toEqual([]);
  });
});
