import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { reconcileAt, rollupPeriodMs, watchPeriodMs } from '../lambdas/adapters/timetable.ts';
import { envSchema as reconcileEnv } from '../lambdas/reconcile/env.ts';
import type { ReconcilePorts } from '../lambdas/reconcile/reconcile-partition.ts';
import { envSchema as rollupEnv } from '../lambdas/rollup/env.ts';
import type { RollupPorts } from '../lambdas/rollup/ports.ts';
import { envSchema as watchEnv } from '../lambdas/watch/env.ts';
import type { WatchPorts } from '../lambdas/watch/ports.ts';
import { type Handler, HandlerFunction } from './handler-function.ts';
import { everyPartition, invokerOf } from './partition-schedules.ts';
import { allowCalls } from './table-rights.ts';
import type { Wiring } from './wiring.ts';

const rollupPeriod = Duration.millis(rollupPeriodMs);
const watchPeriod = Duration.millis(watchPeriodMs);
const nightly = ScheduleExpression.cron({
  hour: String(reconcileAt.hour),
  minute: String(reconcileAt.minute),
  timeZone: TimeZone.of(reconcileAt.timeZone),
});

/** What roll-up and reconciliation share: both fold. */
const foldCalls = {
  registry: { listFactories: true, factory: true },
  minutes: { read: true, newest: true },
  days: {
    chimneyDay: true,
    chimneyDays: true,
    putChimneyDay: true,
    factoryDay: true,
    putFactoryDay: true,
    networkDay: true,
    putNetworkDay: true,
  },
  production: { madeTeaKg: true },
} as const;

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
    allowCalls<RollupPorts>(data, handler, {
      ...foldCalls,
      dirtyHours: { mark: true, list: true, clear: true },
      watermarks: { read: true, advance: true },
    });
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
    allowCalls<ReconcilePorts>(data, handler, {
      ...foldCalls,
      dirtyHours: { mark: true, list: true },
      watermarks: { read: true },
    });
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
    allowCalls<WatchPorts>(data, handler, {
      registry: { listFactories: true, factory: true },
      minutes: { read: true, newest: true },
      days: { chimneyDays: true },
      alerts: { openOf: true, open: true, update: true },
      networkStatus: { put: true },
    });
    return handler;
  }
}
