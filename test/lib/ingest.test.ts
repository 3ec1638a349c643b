import { deviceEventRuleSql, telemetryRuleSql } from '@carbon-track/contract/rule-record.ts';
import { ruleNames } from '@carbon-track/contract/topics.ts';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { devicePolicy } from '../../lambdas/adapters/iot-policy.ts';
import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const { application } = synthesized({ stage: 'pilot-1' });
const names = ruleNames('pilot-1');

const functionId = (description: RegExp): string => {
  const found = Object.entries(resourcesOf(application, 'AWS::Lambda::Function')).filter(
    ([, { Properties }]) => description.test(String(Properties.Description)),
  );
  expect(found).toHaveLength(1);
  return found[0]?.[0] ?? '';
};
const mappingOf = (description: RegExp) => ({ FunctionName: { Ref: functionId(description) } });

describe('topic rules', () => {
  it('put telemetry on the stream by device, with the contract’s SQL under the contract’s name', () => {
    application.hasResourceProperties('AWS::IoT::TopicRule', {
      RuleName: names.telemetry,
      TopicRulePayload: {
        Sql: telemetryRuleSql,
        AwsIotSqlVersion: '2016-03-23',
        RuleDisabled: false,
        Actions: [{ Kinesis: Match.objectLike({ PartitionKey: '$' + '{topic(4)}' }) }],
        ErrorAction: { Sqs: Match.objectLike({ UseBase64: false }) },
      },
    });
  });

  it('hand events to their Lambda, which only this rule may call', () => {
    application.hasResourceProperties('AWS::IoT::TopicRule', {
      RuleName: names.deviceEvent,
      TopicRulePayload: { Sql: deviceEventRuleSql, Actions: [{ Lambda: Match.anyValue() }] },
    });
    application.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'iot.amazonaws.com',
      FunctionName: { 'Fn::GetAtt': [functionId(/report about themselves/), 'Arn'] },
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeviceEvent'), 'Arn'] },
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });

  it('alarm when a message could not be handed on', () => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      AlarmActions: [Match.anyValue()],
    });
  });
});

describe('the stream and its consumers', () => {
  it('keeps 48 hours, encrypted', () => {
    application.hasResourceProperties('AWS::Kinesis::Stream', {
      RetentionPeriodHours: 48,
      ShardCount: 1,
      StreamEncryption: { EncryptionType: 'KMS' },
    });
  });

  it('stores by age: partial batches, halves on errors, six hours, then whole to the failures bucket', () => {
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...mappingOf(/merges them into minutes/),
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10_000,
      MaximumBatchingWindowInSeconds: 60,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 6 * 3_600,
      MaximumRetryAttempts: Match.absent(),
      DestinationConfig: { OnFailure: { Destination: { 'Fn::Join': Match.anyValue() } } },
    });
    expect(JSON.stringify(resourcesOf(application, 'AWS::Lambda::EventSourceMapping'))).toContain(
      ':s3:::ct-pilot-1-failures-',
    );
  });

  it('shows live only what is new: one second, one retry, nothing older than a minute', () => {
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...mappingOf(/live patches/),
      StartingPosition: 'LATEST',
      MaximumBatchingWindowInSeconds: 1,
      MaximumRecordAgeInSeconds: 60,
      MaximumRetryAttempts: 1,
      DestinationConfig: Match.absent(),
    });
  });
});

describe('scheduled work', () => {
  it.each([
    ['rollup', 'rate(10 minutes)', /Folds minutes/],
    ['watch', 'rate(1 minute)', /Opens and clears alerts/],
  ])(
    'calls %s once per period for each partition, and never twice for one period',
    (_, rate, description) => {
      const target = { 'Fn::GetAtt': [functionId(description), 'Arn'] };
      const schedules = Object.values(
        application.findResources('AWS::Scheduler::Schedule', {
          Properties: { ScheduleExpression: rate, Target: { Arn: target } },
        }),
      ).map(({ Properties }) => Properties.Target as { Input: string; RetryPolicy: object });
      expect(schedules.map(({ Input }) => JSON.parse(Input))).toEqual(
        Array.from({ length: workPartitions }, (_unused, partition) => ({ partition })),
      );
      expect(schedules.every(({ RetryPolicy }) => 'MaximumRetryAttempts' in RetryPolicy)).toBe(true);
      application.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
    },
  );

  it('ends a roll-up before the next one of its partition starts', () => {
    const rollup = resourcesOf(application, 'AWS::Lambda::Function')[functionId(/Folds minutes/)];
    expect(rollup?.Properties.Timeout).toBeLessThan(600);
  });

  it('reconciles every night by Nairobi’s clock', () => {
    application.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(30 2 * * ? *)',
      ScheduleExpressionTimezone: 'Africa/Nairobi',
    });
  });
});

describe('devices and browsers on the broker', () => {
  it('gives every device the policy that the local broker enforces too', () => {
    const [policy] = Object.values(resourcesOf(application, 'AWS::IoT::Policy'));
    const prefix = 'arn:<AWS::Partition>:iot:<AWS::Region>:<AWS::AccountId>';
    const written = JSON.stringify(policy?.Properties.PolicyDocument, (_key, value) =>
      value?.['Fn::Join']?.[1] === undefined
        ? value
        : value['Fn::Join'][1]
            .map((part: string | { Ref: string }) => (typeof part === 'string' ? part : `<${part.Ref}>`))
            .join(''),
    );
    expect(JSON.parse(written)).toEqual(devicePolicy(prefix, names));
    expect(policy?.Properties.PolicyName).toBe('carbon-track-pilot-1-device');
  });

  it('admits browsers by a Lambda that only this authorizer may call, without a second signature', () => {
    application.hasResourceProperties('AWS::IoT::Authorizer', {
      AuthorizerName: 'carbon-track-pilot-1-live',
      Status: 'ACTIVE',
      SigningDisabled: true,
      TokenKeyName: Match.absent(),
    });
  });

  it('lets convert-live publish live topics, and nobody anything else', () => {
    const statements = Object.values(resourcesOf(application, 'AWS::IAM::Policy')).flatMap(
      ({ Properties }) =>
        (Properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement,
    );
    const publishing = statements.filter(({ Action }) => JSON.stringify(Action).includes('iot:Publish'));
    expect(publishing).toHaveLength(1);
    expect(JSON.stringify(publishing[0]?.Resource)).toContain(':topic/ct/v1/live/*');
  });
});
