import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

/** The account's own IoT data host. It differs per account and region, so it is asked for at deployment. */
export class IotEndpoint extends Construct {
  readonly host: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ask = {
      service: 'Iot',
      action: 'describeEndpoint',
      parameters: { endpointType: 'iot:Data-ATS' },
      physicalResourceId: PhysicalResourceId.fromResponse('endpointAddress'),
    };
    const lookup = new AwsCustomResource(this, 'Lookup', {
      onCreate: ask,
      onUpdate: ask,
      installLatestAwsSdk: false,
      logGroup: new LogGroup(this, 'Logs', {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
    this.host = lookup.getResponseField('endpointAddress');
  }
}
