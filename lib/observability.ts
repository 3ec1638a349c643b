import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { driftMessage } from '../lambdas/reconcile/drift-message.ts';
import { arrivals } from './bucket-arrivals.ts';
import { drawDashboard } from './dashboard.ts';
import type { Handler } from './handler-function.ts';
import type { Watched } from './watched.ts';

/** Lines in which reconcile says that hours differed from their readings, as a metric. */
const driftMetric = (scope: Construct, reconcile: Handler): IMetric =>
  new MetricFilter(scope, 'DriftFilter', {
    logGroup: reconcile.logGroup,
    filterPattern: FilterPattern.literal(`"${driftMessage}"`),
    metricNamespace: 'CarbonTrack',
    metricName: `Drift-${scope.node.addr.slice(-8)}`,
    metricValue: '1',
  }).metric({ statistic: 'Sum', period: Duration.hours(1) });

/** The alarms that belong to no single construct, and one page that shows whether data flow. */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const { data } = watched.wiring;
    const metrics = {
      quarantined: arrivals(this, 'Quarantined', data.quarantine),
      givenUp: arrivals(this, 'GivenUp', data.failures),
      drift: driftMetric(this, watched.rollup.reconcile),
      serverErrors: watched.api.metricServerError({ period: Duration.minutes(5) }),
    };
    this.alarmOn(metrics, watched);
    drawDashboard(this, watched, metrics);
  }

  private alarmOn(
    metrics: Record<'quarantined' | 'givenUp' | 'drift' | 'serverErrors', IMetric>,
    { wiring: { alarms }, rollup }: Watched,
  ): void {
    alarms.raise(this, 'FailuresWaiting', {
      metric: metrics.givenUp,
      atLeast: 1,
      says: 'A batch was given up and lies in the failures bucket. Find the cause, then run the redrive command.',
    });
    alarms.raise(this, 'RecordsQuarantined', {
      metric: metrics.quarantined,
      atLeast: 1,
      says: 'Records were set aside. GET /api/quarantine says which device sent them and why.',
    });
    alarms.raise(this, 'DriftFound', {
      metric: metrics.drift,
      atLeast: 1,
      says: 'Reconcile found hours that differ from their readings. Its log names them; look before reporting.',
    });
    alarms.raise(this, 'ApiErrors', {
      metric: metrics.serverErrors,
      atLeast: 5,
      says: 'The API answers 5xx. The access log names the route, the log of its Lambda the error.',
    });
    for (const handler of [rollup.rollup, rollup.watch]) {
      alarms.raise(this, `${handler.lambda}Silent`, {
        metric: handler.fn.metricInvocations({ period: Duration.minutes(15) }),
        below: 1,
        periods: 2,
        says: `${handler.lambda} has not run for half an hour. Check that its schedules are enabled.`,
      });
    }
  }
}
