import { configurationShadow } from '@carbon-track/contract/topics.ts';
import type { Handler } from './handler-function.ts';

const namedLater = 'Things are named by ops, certificates by AWS IoT, at the moment they are made.';
const knowsNone = 'These actions know no resource.';

/** What `iot-device-shadow.ts` calls: the configuration shadow of every thing, and no other shadow. */
export const allowDeviceShadow = (handler: Handler, iotArnPrefix: string): void => {
  handler.allow(
    ['iot:GetThingShadow', 'iot:UpdateThingShadow'],
    [`${iotArnPrefix}:thing/*/${configurationShadow}`],
    namedLater,
  );
};

/** What `iot-device-identity.ts` calls in AWS IoT, each action on the narrowest resource its authorization knows. */
export const allowDeviceIdentity = (handler: Handler, iotArnPrefix: string): void => {
  handler.allow(['iot:CreateThing', 'iot:UpdateThing'], [`${iotArnPrefix}:thing/*`], namedLater);
  handler.allow(
    ['iot:AttachPolicy', 'iot:UpdateCertificate', 'iot:DeleteCertificate'],
    [`${iotArnPrefix}:cert/*`],
    namedLater,
  );
  handler.allow(
    [
      'iot:CreateKeysAndCertificate',
      'iot:CreateCertificateFromCsr',
      'iot:AttachThingPrincipal',
      'iot:ListThingPrincipals',
    ],
    ['*'],
    knowsNone,
  );
};
