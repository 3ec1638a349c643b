import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export type AlarmRule = {
  readonly metric: IMetric;
  /** Consecutive periods of the metric; 1 if absent. */
  readonly periods?: number;
  /** What ops read in the mail: what happened and what to do next. */
  readonly says: string;
} & (
  | { /** Rises at this value and above; silence is fine. */ readonly atLeast: number }
  | { /** A heartbeat: rises below this value and when nothing is heard. */ readonly below: number }
);

const comparison = (rule: AlarmRule) =>
  'atLeast' in rule
    ? {
        threshold: rule.atLeast,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }
    : {
        threshold: rule.below,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      };

/** Where every alarm of the stack ends: one topic that ops subscribe to. */
export class OpsAlarms extends Construct {
  readonly topic: Topic;
  readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, opsEmail: string | undefined) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Carbon Track alarms', enforceSSL: true });
    this.admitAlarms();
    if (opsEmail !== undefined) this.topic.addSubscription(new EmailSubscription(opsEmail));
  }

  /** A topic with a policy of its own, here the one that asks for TLS, loses the policy that let the account's alarms in. */
  private admitAlarms(): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Adds one alarm inside `scope`, next to what it watches. */
  raise(scope: Construct, id: string, rule: AlarmRule): Alarm {
    const alarm = new Alarm(scope, id, {
      metric: rule.metric,
      ...comparison(rule),
      evaluationPeriods: rule.periods ?? 1,
      alarmDescription: rule.says,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    this.alarms.push(alarm);
    return alarm;
  }
}
