import { Duration, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import { envSchema } from '../lambdas/live-authorizer/env.ts';
import type { AuthorizerPorts } from '../lambdas/live-authorizer/ports.ts';
import { type Handler, HandlerFunction } from './handler-function.ts';
import { allowCalls } from './table-rights.ts';
import type { Wiring } from './wiring.ts';

/**
 * Lets browsers onto the broker: a custom authorizer reads the ID token from the MQTT password, never from the
 * query string, and answers a policy for exactly the leased topics.
 */
export class Live extends Construct {
  readonly authorizer: Handler;
  /** Where a browser connects. The authorizer's name is no secret. */
  readonly mqttUrl: string;

  constructor(scope: Construct, id: string, { settings, data, alarms, iotHost, iotArnPrefix }: Wiring) {
    super(scope, id);
    this.authorizer = new HandlerFunction(this, 'Authorizer', {
      lambda: 'live-authorizer',
      does: 'Admits a browser to the live topics it holds leases for',
      schema: envSchema,
      environment: {
        LEDGER_TABLE: data.ledger.tableName,
        USER_POOL_ID: data.accounts.userPool.userPoolId,
        USER_POOL_CLIENT_ID: data.accounts.client.userPoolClientId,
        IOT_ARN_PREFIX: iotArnPrefix,
      },
      alarms,
      // AWS IoT gives an authorizer 5 s.
      timeout: Duration.seconds(5),
    });
    allowCalls<AuthorizerPorts>(data, this.authorizer, {
      memberships: { find: true },
      leases: { ofUser: true },
    });
    const entry = new CfnAuthorizer(this, 'Entry', {
      authorizerName: `carbon-track-${settings.stage}-live`,
      authorizerFunctionArn: this.authorizer.fn.functionArn,
      status: 'ACTIVE',
      // The token is signed by Cognito already; a second signature would need a key in the browser.
      signingDisabled: true,
      enableCachingForHttp: false,
    });
    this.authorizer.fn.addPermission('Iot', {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceArn: entry.attrArn,
      sourceAccount: Stack.of(this).account,
    });
    this.mqttUrl = `wss://${iotHost}/mqtt?x-amz-customauthorizer-name=${entry.ref}`;
  }
}
