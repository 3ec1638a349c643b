import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import type { Handler } from './handler-function.ts';
import type { Wiring } from './wiring.ts';

const everyFiveMinutes = { period: Duration.minutes(5) };

/** How far the consumers lag behind the stream, in ms, at worst. */
export const iteratorAge = (handler: Handler): Metric =>
  handler.fn.metric('IteratorAge', { ...everyFiveMinutes, statistic: 'Maximum' });

/** Raises what ops must know about the stream before anything is lost. */
export const alarmOnStream = (
  scope: Construct,
  stream: Stream,
  convertStore: Handler,
  { alarms }: Wiring,
): void => {
  alarms.raise(scope, 'StoreLag', {
    metric: iteratorAge(convertStore),
    atLeast: Duration.minutes(30).toMilliseconds(),
    says: 'convert-store is 30 min behind. After 6 h batches go to the failures bucket: read its log now.',
  });
  alarms.raise(scope, 'StreamFull', {
    metric: stream.metricWriteProvisionedThroughputExceeded({ ...everyFiveMinutes, statistic: 'Sum' }),
    atLeast: 1,
    periods: 2,
    says: 'The stream refuses records. Deploy with one shard more: -c streamShards=n.',
  });
  alarms.raise(scope, 'BatchGivenUp', {
    metric: convertStore.fn.metric('DestinationDeliveryFailures', { ...everyFiveMinutes, statistic: 'Sum' }),
    atLeast: 1,
    says: 'A failed batch could not be written to the failures bucket. Check its policy; the stream keeps 48 h.',
  });
};
