import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type IDestination,
  Function as Lambda,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { readEnvironment } from '../lambdas/adapters/environment/read-environment.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { lambdaCode } from './bundle/lambda-code.ts';
import type { OpsAlarms } from './ops-alarms.ts';

type Environment = Record<string, string>;

export type HandlerFunctionProps<Schema extends z.ZodType<Environment, Environment>> = {
  /** Folder below `lambdas/`. */
  readonly lambda: string;
  readonly does: string;
  /** `envSchema` of the Lambda's own `env.ts`. */
  readonly schema: Schema;
  readonly environment: z.input<Schema>;
  readonly alarms: OpsAlarms;
  readonly memoryMb?: number;
  readonly timeout?: Duration;
  /** For functions that a service calls and does not wait for. */
  readonly unattended?: {
    readonly retries: 0 | 1 | 2;
    readonly maxAge: Duration;
    readonly onFailure?: IDestination;
  };
};

/** A Lambda, whatever its environment. */
export type Handler = {
  readonly fn: Lambda;
  readonly role: Role;
  readonly lambda: string;
  readonly logGroup: LogGroup;
  /** Adds rights to the role: these actions on these resources. A `*` among them needs a reason. */
  allow(actions: readonly string[], resources: readonly string[], whyWildcard?: string): void;
};

/**
 * The only way to make a Lambda here: one ES module on ARM64 with the SDK inside, an environment checked against
 * the Lambda's own schema, a role that starts with nothing but its own log group, traces and an alarm on errors.
 */
export class HandlerFunction<Schema extends z.ZodType<Environment, Environment>>
  extends Construct
  implements Handler
{
  readonly fn: Lambda;
  readonly role: Role;
  readonly lambda: string;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps<Schema>) {
    super(scope, id);
    this.lambda = props.lambda;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = this.makeRole();
    this.fn = new Lambda(this, 'Function', {
      description: props.does,
      code: lambdaCode(props.lambda),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeout ?? Duration.seconds(15),
      environment: readEnvironment(props.lambda, props.schema, props.environment),
      role: this.role,
      logGroup: this.logGroup,
      tracing: Tracing.ACTIVE,
      ...(props.unattended && {
        retryAttempts: props.unattended.retries,
        maxEventAge: props.unattended.maxAge,
        ...(props.unattended.onFailure && { onFailure: props.unattended.onFailure }),
      }),
    });
    this.logGroup.grantWrite(this.role);
    this.alarmOnErrors(props.alarms);
  }

  allow(actions: readonly string[], resources: readonly string[], whyWildcard?: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    if (whyWildcard === undefined) return;
    for (const resource of resources) acknowledgeWildcard(this.role, resource, whyWildcard);
  }

  private makeRole(): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    acknowledgeWildcard(role, '*', 'xray:PutTraceSegments and xray:PutTelemetryRecords know no resource.');
    return role;
  }

  private alarmOnErrors(alarms: OpsAlarms): void {
    alarms.raise(this, 'Errors', {
      metric: this.fn.metricErrors({ period: Duration.minutes(5) }),
      atLeast: 1,
      says: `${this.lambda} failed. Read its log group for the message, which says what to do next.`,
    });
    alarms.raise(this, 'Throttles', {
      metric: this.fn.metricThrottles({ period: Duration.minutes(5) }),
      atLeast: 1,
      says: `${this.lambda} was throttled. Raise the account's Lambda concurrency or find what calls it too often.`,
    });
  }
}
