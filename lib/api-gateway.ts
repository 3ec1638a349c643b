import { compressedFromBytes } from '@carbon-track/contract/route.ts';
import { RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  type IRestApi,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestValidator,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { WebAcl } from './web-acl.ts';

/** One line per request. Neither query strings nor headers are in it, so no token can be. */
const accessLogLine = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  sub: '$context.authorizer.claims.sub',
  error: '$context.error.responseType',
};

/** The door of the API without any route yet: TLS, throttling, logs, firewall and the check of ID tokens. */
export class ApiGateway extends Construct {
  readonly api: RestApi;
  readonly authorizer: CognitoUserPoolsAuthorizer;
  readonly validator: RequestValidator;
  /** Host of every route; the stage's name comes after it in the path. */
  readonly host: string;

  constructor(scope: Construct, id: string, stage: string, userPool: IUserPool) {
    super(scope, id);
    this.api = this.makeApi(stage);
    this.authorizer = new CognitoUserPoolsAuthorizer(this, 'IdToken', { cognitoUserPools: [userPool] });
    this.validator = new RequestValidator(this, 'Validator', {
      restApi: this.api as IRestApi,
      // Bodies are checked by the contract's schemas in the Lambdas; the gateway has no model to check against.
      validateRequestParameters: true,
      validateRequestBody: true,
    });
    const { region, urlSuffix } = Stack.of(this);
    this.host = `${this.api.restApiId}.execute-api.${region}.${urlSuffix}`;
    new WebAcl(this, 'Firewall', this.api.deploymentStage);
  }

  private makeApi(stage: string): RestApi {
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const api = new RestApi(this, 'Rest', {
      restApiName: `carbon-track-${stage}`,
      description: 'Carbon Track: emissions, factories, devices, alerts and live leases',
      endpointTypes: [EndpointType.REGIONAL],
      minCompressionSize: Size.bytes(compressedFromBytes),
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.DESTROY,
      deployOptions: {
        stageName: 'v1',
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
    acknowledge(api, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'API Gateway writes to CloudWatch through AWS’s own policy for exactly that.',
    });
    return api;
  }
}
