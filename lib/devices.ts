import { ruleNames } from '@carbon-track/contract/topics.ts';
import { CfnPolicy } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import { devicePolicy } from '../lambdas/adapters/iot-policy.ts';
import type { Wiring } from './wiring.ts';

/** What every device certificate may do: one policy for all, filled in from the thing it is attached to. */
export class Devices extends Construct {
  readonly policyName: string;

  constructor(scope: Construct, id: string, { settings, iotArnPrefix }: Wiring) {
    super(scope, id);
    this.policyName = `carbon-track-${settings.stage}-device`;
    new CfnPolicy(this, 'Policy', {
      policyName: this.policyName,
      policyDocument: devicePolicy(iotArnPrefix, ruleNames(settings.stage)),
    });
  }
}
