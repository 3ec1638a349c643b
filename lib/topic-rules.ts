import { deviceEventRuleSql, telemetryRuleSql } from '@carbon-track/contract/rule-record.ts';
import { ruleNames } from '@carbon-track/contract/topics.ts';
import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Handler } from './handler-function.ts';
import type { OpsAlarms } from './ops-alarms.ts';

const sqlVersion = '2016-03-23';
/** Topic segment 4 is the device: its messages keep their order on one shard. */
const deviceOfTopic = '$' + '{topic(4)}';

/** Hands what devices publish to the stream and to the event Lambda; what a rule cannot deliver waits in a queue. */
export class TopicRules extends Construct {
  readonly undelivered: Queue;
  private readonly role: Role;
  private readonly names: ReturnType<typeof ruleNames>;

  constructor(scope: Construct, id: string, stage: string, alarms: OpsAlarms) {
    super(scope, id);
    this.names = ruleNames(stage);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('iot.amazonaws.com') });
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.undelivered, { 'AwsSolutions-SQS3': 'This queue is itself where failures end.' });
    this.undelivered.grantSendMessages(this.role);
    alarms.raise(this, 'UndeliveredMessages', {
      metric: this.undelivered.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      atLeast: 1,
      says: 'A topic rule could not hand a message on. Read the queue for the reason; the message is inside.',
    });
  }

  telemetryTo(stream: IStream): void {
    stream.grant(this.role, 'kinesis:PutRecord');
    this.rule('Telemetry', this.names.telemetry, telemetryRuleSql, {
      kinesis: { streamName: stream.streamName, partitionKey: deviceOfTopic, roleArn: this.role.roleArn },
    });
  }

  deviceEventsTo(handler: Handler): void {
    const { functionArn } = handler.fn;
    const rule = this.rule('DeviceEvent', this.names.deviceEvent, deviceEventRuleSql, {
      lambda: { functionArn },
    });
    handler.fn.addPermission('TopicRule', {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceArn: rule.attrArn,
      sourceAccount: Stack.of(this).account,
    });
  }

  private rule(id: string, name: string, sql: string, action: CfnTopicRule.ActionProperty): CfnTopicRule {
    const { queueUrl } = this.undelivered;
    const rule = new CfnTopicRule(this, id, {
      ruleName: name,
      topicRulePayload: {
        sql,
        awsIotSqlVersion: sqlVersion,
        ruleDisabled: false,
        actions: [action],
        errorAction: { sqs: { queueUrl, roleArn: this.role.roleArn, useBase64: false } },
      },
    });
    // The rule is useless, and its first messages lost, until its role may write.
    rule.node.addDependency(this.role);
    return rule;
  }
}
