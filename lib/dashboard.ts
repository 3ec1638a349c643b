import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { iteratorAge } from './stream-alarms.ts';
import type { Watched } from './watched.ts';

const fiveMinutes = { period: Duration.minutes(5) };

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 12, height: 6 });

/** One page for ops: alarms on top, then the walk of a reading from the stream to the API. */
export const drawDashboard = (
  scope: Construct,
  { wiring, ingest, rollup, api }: Watched,
  metrics: Readonly<Record<'quarantined' | 'givenUp' | 'drift', IMetric>>,
): Dashboard =>
  new Dashboard(scope, 'Dashboard', {
    dashboardName: `carbon-track-${wiring.settings.stage}`,
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: wiring.alarms.alarms, width: 24 })],
      [
        graph('Messages into the stream', [
          ingest.stream.metricIncomingRecords({ ...fiveMinutes, statistic: 'Sum' }),
        ]),
        graph('How far the consumers lag, ms', [
          iteratorAge(ingest.convertStore),
          iteratorAge(ingest.convertLive),
        ]),
      ],
      [
        graph('Set aside and given up, objects', [metrics.quarantined, metrics.givenUp], [metrics.drift]),
        graph(
          'Scheduled work: duration and errors',
          [rollup.rollup, rollup.watch].map(({ fn }) => fn.metricDuration(fiveMinutes)),
          [rollup.rollup, rollup.watch, rollup.reconcile].map(({ fn }) => fn.metricErrors(fiveMinutes)),
        ),
      ],
      [
        graph(
          'API: requests and errors',
          [api.metricCount(fiveMinutes)],
          [api.metricClientError(fiveMinutes), api.metricServerError(fiveMinutes)],
        ),
        graph('API: latency, ms', [api.metricLatency({ ...fiveMinutes, statistic: 'p95' })]),
      ],
    ],
  });
