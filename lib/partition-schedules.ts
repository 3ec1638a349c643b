import type { Duration } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import { workPartitions } from '../lambdas/adapters/table-keys.ts';
import type { Handler } from './handler-function.ts';

/** A role that may call this one function, without the versions and aliases CDK would add. */
export const invokerOf = (scope: Construct, id: string, handler: Handler): IRole => {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.fn.functionArn] }),
  );
  return role.withoutPolicyUpdates();
};

/**
 * Calls a Lambda with `{ partition }` once per period for each work partition. A call that fails is not repeated:
 * the next period does the same work anyway, and two runs of one partition would only be in each other's way.
 */
export const everyPartition = (scope: Construct, handler: Handler, period: Duration): void => {
  const role = invokerOf(scope, `${handler.lambda}Caller`, handler);
  for (let partition = 0; partition < workPartitions; partition += 1) {
    new Schedule(scope, `${handler.lambda}-${partition}`, {
      schedule: ScheduleExpression.rate(period),
      target: new LambdaInvoke(handler.fn, {
        input: ScheduleTargetInput.fromObject({ partition }),
        retryAttempts: 0,
        maxEventAge: period,
        role,
      }),
    });
  }
};
