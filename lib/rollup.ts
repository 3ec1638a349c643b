import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { reconcileAt, rollupPeriodMs, watchPeriodMs } from '../lambdas/adapters/timetable.ts';
import { envSchema as reconcileEnv } from '../lambdas/reconcile/env.ts';
import { envSchema as rollupEnv } from '../lambdas/rollup/env.ts';
import { envSchema as watchEnv } from '../lambdas/watch/env.ts';
import { type Handler, HandlerFunction } from './handler-function.ts';
import { everyPartition, invokerOf } from './partition-schedules.ts';
import { allowOn } from './tables.ts';
import type { Wiring } from './wiring.ts';

const rollupPeriod = Duration.millis(rollupPeriodMs);
const watchPeriod = Duration.millis(watchPeriodMs);
const nightly = ScheduleExpression.cron({
  hour: String(reconcileAt.hour),
  minute: String(reconcileAt.minute),
  timeZone: TimeZone.of(reconcileAt.timeZone),
});

/** The work done by the clock: hours into days, nightly reconciliation, alerts and network status. */
export class Rollup extends Construct {
  readonly rollup: Handler;
  readonly reconcile: Handler;
  readonly watch: Handler;

  constructor(scope: Construct, id: string, wiring: Wiring) {
    super(scope, id);
    this.rollup = this.makeRollup(wiring);
    this.reconcile = this.makeReconcile(wiring);
    this.watch = this.makeWatch(wiring);
    everyPartition(this, this.rollup, rollupPeriod);
    everyPartition(this, this.watch, watchPeriod);
    new Schedule(this, 'reconcile-nightly', {
      schedule: nightly,
      target: new LambdaInvoke(this.reconcile.fn, {
        retryAttempts: 2,
        maxEventAge: Duration.hours(2),
        role: invokerOf(this, 'reconcileCaller', this.reconcile),
      }),
    });
  }

  private makeRollup({ data, alarms }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'Rollup', {
      lambda: 'rollup',
      does: 'Folds minutes into hours and days of one work partition',
      schema: rollupEnv,
      environment: { TELEMETRY_TABLE: data.telemetry.tableName, LEDGER_TABLE: data.ledger.tableName },
      alarms,
      memoryMb: 1024,
      // Shorter than the period, so that a partition is not folded by two runs at once.
      timeout: rollupPeriod.minus(Duration.minutes(1)),
      unattended: { retries: 0, maxAge: rollupPeriod },
    });
    allowOn(data.telemetry, handler.role, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
    allowOn(data.ledger, handler.role, 'GetItem', 'Query');
    return handler;
  }

  private makeReconcile({ data, alarms }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'Reconcile', {
      lambda: 'reconcile',
      does: 'Folds stored hours anew at night and reports what differs',
      schema: reconcileEnv,
      environment: { TELEMETRY_TABLE: data.telemetry.tableName, LEDGER_TABLE: data.ledger.tableName },
      alarms,
      memoryMb: 1024,
      timeout: Duration.minutes(15),
      unattended: { retries: 2, maxAge: Duration.hours(2) },
    });
    allowOn(data.telemetry, handler.role, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
    allowOn(data.ledger, handler.role, 'GetItem', 'Query');
    return handler;
  }

  private makeWatch({ data, alarms }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'Watch', {
      lambda: 'watch',
      does: 'Opens and clears alerts of one work partition and writes its status',
      schema: watchEnv,
      environment: { TELEMETRY_TABLE: data.telemetry.tableName, LEDGER_TABLE: data.ledger.tableName },
      alarms,
      timeout: watchPeriod.minus(Duration.seconds(5)),
      unattended: { retries: 0, maxAge: watchPeriod },
    });
    allowOn(data.telemetry, handler.role, 'GetItem', 'Query', 'PutItem');
    allowOn(data.ledger, handler.role, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
    return handler;
  }
}
