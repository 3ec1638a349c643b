import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LastingBucket } from './lasting-bucket.ts';

/** Makes a bucket tell EventBridge about new objects, without the custom resource CDK would add for it. */
export const announceArrivals = (bucket: IBucket): void => {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
};

/** New objects of a bucket per five minutes, counted by a rule of their own. */
export const arrivals = (scope: Construct, id: string, bucket: LastingBucket): Metric => {
  const rule = new Rule(scope, id, {
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] } },
    },
  });
  return new Metric({
    namespace: 'AWS/Events',
    metricName: 'MatchedEvents',
    dimensionsMap: { RuleName: rule.ruleName },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
};
