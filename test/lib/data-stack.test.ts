import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { tableDefinitions } from '../../lambdas/adapters/table-keys.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const { data } = synthesized();

describe('the data stack', () => {
  it.each(Object.entries(tableDefinitions))(
    'builds table %s from its definition and protects it',
    (_, keys) => {
      data.hasResource('AWS::DynamoDB::Table', {
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          KeySchema: [
            { AttributeName: keys.partitionKey, KeyType: 'HASH' },
            { AttributeName: keys.sortKey, KeyType: 'RANGE' },
          ],
          TimeToLiveSpecification: { AttributeName: keys.timeToLive, Enabled: true },
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true },
        },
      });
    },
  );

  it('has exactly the tables of the definitions', () => {
    data.resourceCountIs('AWS::DynamoDB::Table', Object.keys(tableDefinitions).length);
  });

  it('keeps every table, bucket and account when the stack goes', () => {
    const lasting = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'].flatMap((type) =>
      Object.values(resourcesOf(data, type)),
    );
    expect(lasting).toHaveLength(7);
    expect(lasting.filter((resource) => resource.DeletionPolicy !== 'Retain')).toEqual([]);
  });

  it('closes every bucket to the public and to plain HTTP', () => {
    const buckets = Object.keys(resourcesOf(data, 'AWS::S3::Bucket'));
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      VersioningConfiguration: { Status: 'Enabled' },
    });
    for (const bucket of buckets) {
      data.hasResourceProperties('AWS::S3::BucketPolicy', {
        Bucket: { Ref: bucket },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      });
    }
  });

  it('lets nobody sign himself up and asks for strong passwords by SRP only', () => {
    data.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });
});
