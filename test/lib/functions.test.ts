import { readdirSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { envSchema } from '../../lambdas/rollup/env.ts';
import { HandlerFunction } from '../../lib/handler-function.ts';
import { OpsAlarms } from '../../lib/ops-alarms.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const { app, application } = synthesized();
const functions = Object.entries(resourcesOf(application, 'AWS::Lambda::Function'));
/** CDK's own function that asks for the IoT endpoint during a deployment. */
const own = functions.filter(([id]) => !id.startsWith('AWS679f53fac002430cb0da5b7982bd2287'));
const variablesOf = (properties: Readonly<Record<string, unknown>>): string[] =>
  Object.keys((properties.Environment as { Variables?: object } | undefined)?.Variables ?? {});

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };
const statements = Object.values(resourcesOf(application, 'AWS::IAM::Policy')).flatMap(
  ({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
);
const actionsOf = ({ Action }: Statement): string[] => [Action].flat();

describe('every Lambda', () => {
  it('has a folder, and every folder with an env.ts is a Lambda', () => {
    const root = new URL('../../lambdas/', import.meta.url);
    const folders = readdirSync(root).filter((name) => {
      const isFolder = !name.includes('.');
      return isFolder && readdirSync(new URL(`${name}/`, root)).includes('env.ts');
    });
    expect(own).toHaveLength(folders.length);
  });

  it.each(own)('%s runs Node 24 on ARM64, traced, with a log group that forgets', (_, { Properties }) => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
    });
  });

  it('raises an alarm when it fails', () => {
    const watched = Object.values(resourcesOf(application, 'AWS::CloudWatch::Alarm'))
      .filter(({ Properties }) => Properties.MetricName === 'Errors')
      .map(({ Properties }) => (Properties.Dimensions as { Value: { Ref: string } }[])[0]?.Value.Ref);
    expect(watched.toSorted()).toEqual(own.map(([id]) => id).toSorted());
  });

  it('cannot be told to trust another issuer of tokens, or to call another AWS', () => {
    const variables = new Set(own.flatMap(([, { Properties }]) => variablesOf(Properties)));
    expect(variables).toContain('USER_POOL_ID');
    expect([...variables].filter((name) => /ISSUER|JWKS|ENDPOINT_URL|COGNITO|DISABLE/i.test(name))).toEqual(
      [],
    );
    const [, authorizer] =
      own.find(([, { Properties }]) => variablesOf(Properties).includes('USER_POOL_ID')) ?? [];
    const { Variables = {} } = (authorizer?.Properties.Environment ?? {}) as {
      Variables?: Record<string, unknown>;
    };
    expect(JSON.stringify(Variables.USER_POOL_ID)).toContain('Fn::ImportValue');
  });

  it('does not come to be when a variable of its schema is missing', () => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'stack');
    const alarms = new OpsAlarms(stack, 'Alarms', undefined);
    const build = () =>
      new HandlerFunction(stack, 'Rollup', {
        lambda: 'rollup',
        does: 'test',
        schema: envSchema,
        environment: { TELEMETRY_TABLE: 'telemetry', LEDGER_TABLE: '' },
        alarms,
      });
    expect(build).toThrow(/environment of the Lambda rollup .*LEDGER_TABLE/);
  });
});

describe('rights', () => {
  it('name every action in full', () => {
    expect(statements.flatMap(actionsOf).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('reach every resource only for actions that know none', () => {
    const everywhere = statements
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(actionsOf);
    expect([...new Set(everywhere)].toSorted()).toEqual([
      'iot:AttachThingPrincipal',
      'iot:CreateCertificateFromCsr',
      'iot:CreateKeysAndCertificate',
      'iot:DescribeEndpoint',
      'iot:ListThingPrincipals',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('let one Lambda read and change shadows of devices, the configuration’s and no other', () => {
    const onShadows = statements.filter((statement) => actionsOf(statement).join().includes('Shadow'));
    expect(onShadows).toHaveLength(1);
    const [statement] = onShadows as [Statement];
    expect(actionsOf(statement).toSorted()).toEqual(['iot:GetThingShadow', 'iot:UpdateThingShadow']);
    expect(JSON.stringify(statement.Resource)).toMatch(/:thing\/\*\/configuration"\]\]\}$/);
  });

  it('let nobody delete objects of quarantine, failures or archive', () => {
    expect(statements.flatMap(actionsOf).filter((action) => action.startsWith('s3:Delete'))).toEqual([]);
  });
});

it.each(['s3', 'timestream'])(
  'the AWS Solutions rules find nothing with the %s archive',
  (telemetryArchive) => {
    const checked = telemetryArchive === 's3' ? app : synthesized({ telemetryArchive }).app;
    checked.synth();
    expect(new AwsSolutionsChecks(checked).validateScope(checked).violations).toEqual([]);
  },
);

describe('alarms', () => {
  it('each say what to do next and reach ops', () => {
    const alarms = Object.values(resourcesOf(application, 'AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(30);
    for (const { Properties } of alarms) {
      expect(String(Properties.AlarmDescription).length).toBeGreaterThan(40);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });

  it('may publish to the topic they go to, those of this account only', () => {
    const [topic] = Object.keys(resourcesOf(application, 'AWS::SNS::Topic'));
    const [policy] = Object.values(resourcesOf(application, 'AWS::SNS::TopicPolicy'));
    expect(policy?.Properties.Topics).toEqual([{ Ref: topic }]);
    expect(policy?.Properties.PolicyDocument).toHaveProperty(
      'Statement',
      expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Resource: { Ref: topic },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]),
    );
  });

  it.each([
    ['lag of the stream', { MetricName: 'IteratorAge' }],
    ['a batch given up or records set aside', { Namespace: 'AWS/Events', MetricName: 'MatchedEvents' }],
    ['drift', { Namespace: 'CarbonTrack' }],
    ['a schedule that stopped', { MetricName: 'Invocations', TreatMissingData: 'breaching' }],
    ['a full stream', { MetricName: 'WriteProvisionedThroughputExceeded' }],
    ['errors of the API', { MetricName: '5XXError' }],
  ])('cover %s', (_, properties) => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', properties);
  });
});
