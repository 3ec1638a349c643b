import { basicIngestTopic, liveTopic, ruleNames, webClientId } from '@carbon-track/contract/topics.ts';
import { describe, expect, it } from 'vitest';
import {
  browserPolicy,
  devicePolicy,
  type IotPolicyDocument,
  thingFactoryVariable,
  thingNameVariable,
} from '../../lambdas/adapters/iot-policy.ts';

const arn = 'arn:aws:iot:eu-west-1:123456789012';
const rules = ruleNames('test');

/** What the broker's evaluation comes down to for documents that hold no wildcard. */
const allows = (
  document: IotPolicyDocument,
  action: string,
  resource: string,
  thing = { name: 'ct-kapkoros-1a', factoryId: 'kapkoros' },
): boolean =>
  document.Statement.some(
    (statement) =>
      statement.Action === action &&
      statement.Resource.some(
        (pattern) =>
          pattern
            .replaceAll(thingNameVariable, thing.name)
            .replaceAll(thingFactoryVariable, thing.factoryId) === `${arn}:${resource}`,
      ),
  );

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

  it('grants no subscription and holds no wildcard', () => {
    expect(policy.Statement.map((statement) => statement.Action)).toEqual(['iot:Connect', 'iot:Publish']);
    expect(resources(policy).filter((resource) => /[*?]/.test(resource))).toEqual([]);
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
