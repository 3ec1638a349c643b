import { acknowledge } from './acknowledge.ts';
import type { Handler } from './handler-function.ts';

/** What `iot-device-identity.ts` calls in AWS IoT, each action on the narrowest resource it knows. */
export const allowDeviceIdentity = (handler: Handler, iotArnPrefix: string): void => {
  handler.allow(['iot:CreateThing', 'iot:UpdateThing'], [`${iotArnPrefix}:thing/*`]);
  handler.allow(
    ['iot:AttachPolicy', 'iot:AttachThingPrincipal', 'iot:UpdateCertificate', 'iot:DeleteCertificate'],
    [`${iotArnPrefix}:cert/*`],
  );
  // A certificate that does not exist yet has no name: AWS takes these two on `*` only.
  handler.allow(['iot:CreateKeysAndCertificate', 'iot:CreateCertificateFromCsr'], ['*']);
  acknowledge(handler.role, {
    'AwsSolutions-IAM5': 'Things are named by ops and certificates by AWS IoT at the moment they are made.',
  });
};
