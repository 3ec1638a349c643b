import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { ApiGateway } from './api-gateway.ts';
import { ApiNouns } from './api-nouns.ts';
import type { DataStack } from './data-stack.ts';
import { Devices } from './devices.ts';
import { Ingest } from './ingest.ts';
import { IotEndpoint } from './iot-endpoint.ts';
import { Live } from './live.ts';
import { Observability } from './observability.ts';
import { OpsAlarms } from './ops-alarms.ts';
import { Portal } from './portal.ts';
import { Rollup } from './rollup.ts';
import type { StageSettings } from './stage-settings.ts';
import type { Wiring } from './wiring.ts';

type Told = {
  readonly stage: string;
  readonly data: DataStack;
  readonly ingest: Ingest;
  readonly gateway: ApiGateway;
  readonly portal: Portal;
  readonly live: Live;
};

/** Everything that can be replaced: one construct per capability, on top of the data stack. */
export class ApplicationStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    settings: StageSettings,
    data: DataStack,
    props: StackProps = {},
  ) {
    super(scope, id, props);
    const alarms = new OpsAlarms(this, 'OpsAlarms', settings.opsEmail);
    const iotHost = new IotEndpoint(this, 'IotEndpoint').host;
    const iotArnPrefix = `arn:${this.partition}:iot:${this.region}:${this.account}`;
    const wiring: Wiring = { settings, data, alarms, iotHost, iotArnPrefix };

    const ingest = new Ingest(this, 'Ingest', wiring);
    const rollup = new Rollup(this, 'Rollup', wiring);
    const live = new Live(this, 'Live', wiring);
    const devices = new Devices(this, 'Devices', wiring);
    const gateway = new ApiGateway(this, 'ApiGateway', settings.stage, data.accounts.userPool);
    const portal = new Portal(this, 'Portal', settings.stage, [
      `https://${gateway.host}`,
      `wss://${iotHost}`,
    ]);
    const { handlers: nouns } = new ApiNouns(this, 'ApiNouns', {
      wiring,
      portalOrigin: portal.origin,
      devicePolicyName: devices.policyName,
    });
    new Api(this, 'Api', { gateway, nouns, portalOrigin: portal.origin });
    new Observability(this, 'Observability', { wiring, ingest, rollup, api: gateway.api });

    this.tell({ stage: settings.stage, data, ingest, gateway, portal, live });
  }

  /** What a person needs after a deployment, and the portal's `config.json` word for word. */
  private tell({ stage, data, ingest, gateway, portal, live }: Told): void {
    const config: PortalConfig = {
      stage,
      region: this.region,
      userPoolId: data.accounts.userPool.userPoolId,
      userPoolClientId: data.accounts.client.userPoolClientId,
      userPoolEndpoint: null,
      apiUrl: `https://${gateway.host}/${gateway.api.deploymentStage.stageName}`,
      mqttUrl: live.mqttUrl,
      seeded: false,
    };
    const outputs = {
      PortalConfig: this.toJsonString(config),
      PortalUrl: portal.origin,
      PortalAppId: portal.appId,
      PortalBranch: portal.branchName,
      UserPoolId: data.accounts.userPool.userPoolId,
      LedgerTable: data.ledger.tableName,
      FailureBucket: data.failures.bucketName,
      TelemetryStream: ingest.stream.streamName,
      ApiDocsUrl: `${config.apiUrl}/api/docs`,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
