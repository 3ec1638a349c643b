import { RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';

const ask = {
  service: 'Iot',
  action: 'describeEndpoint',
  parameters: { endpointType: 'iot:Data-ATS' },
  physicalResourceId: PhysicalResourceId.fromResponse('endpointAddress'),
};

/** The account's own IoT data host. It differs per account and region, so it is asked for at deployment. */
export class IotEndpoint extends Construct {
  readonly host: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.asker();
    logGroup.grantWrite(role);
    const lookup = new AwsCustomResource(this, 'Lookup', {
      onCreate: ask,
      onUpdate: ask,
      installLatestAwsSdk: false,
      logGroup,
      role,
    });
    lookup.node.addDependency(role);
    this.host = lookup.getResponseField('endpointAddress');
  }

  private asker(): IRole {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['iot:DescribeEndpoint'], resources: ['*'] }));
    acknowledgeWildcard(role, '*', 'iot:DescribeEndpoint knows no resource.');
    return role as IRole;
  }
}
