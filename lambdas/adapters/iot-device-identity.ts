import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateKeysAndCertificateCommand,
  CreateThingCommand,
  DeleteCertificateCommand,
  InvalidRequestException,
  type IoTClient,
  paginateListThingPrincipals,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import * as z from 'zod';
import { amazonRootCa1Pem } from './amazon-root-ca.ts';
import { factoryAttribute } from './iot-policy.ts';
import { type DeviceIdentity, InvalidCsrError } from './ports/device-identity.ts';

const certificateSchema = z.object({
  certificateArn: z.string(),
  certificateId: z.string(),
  certificatePem: z.string(),
  keyPair: z.object({ PrivateKey: z.string() }).optional(),
});
type Certificate = z.infer<typeof certificateSchema>;

const isGone = (error: unknown): boolean => error instanceof ResourceNotFoundException;

/** Ids of the certificates attached to a thing; none where there is no such thing. */
const certificatesOf = async (iot: IoTClient, thingName: string): Promise<string[]> => {
  const ids: string[] = [];
  try {
    for await (const { principals = [] } of paginateListThingPrincipals({ client: iot }, { thingName })) {
      ids.push(...principals.flatMap((arn) => /:cert\/(\w+)$/.exec(arn)?.[1] ?? []));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return ids;
};

const deactivate = async (iot: IoTClient, certificateId: string): Promise<void> => {
  try {
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};

/** Makes the thing, or brings the one a broken attempt left behind up to date and its certificates out of force. */
const putThing = async (iot: IoTClient, thingName: string, factoryId: string): Promise<void> => {
  const thing = { thingName, attributePayload: { attributes: { [factoryAttribute]: factoryId } } };
  try {
    await iot.send(new CreateThingCommand(thing));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    await iot.send(new UpdateThingCommand(thing));
    for (const left of await certificatesOf(iot, thingName)) await deactivate(iot, left);
  }
};

const sign = async (iot: IoTClient, certificateSigningRequest: string) => {
  try {
    return await iot.send(
      new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive: false }),
    );
  } catch (error) {
    if (error instanceof InvalidRequestException) throw new InvalidCsrError(error.message);
    throw error;
  }
};

/** The certificate stays inactive until policy and thing are attached, so half a device can never connect. */
const issue = async (iot: IoTClient, csrPem: string | undefined): Promise<Certificate> =>
  certificateSchema.parse(
    csrPem === undefined
      ? await iot.send(new CreateKeysAndCertificateCommand({ setAsActive: false }))
      : await sign(iot, csrPem),
  );

/**
 * Device certificates in AWS IoT Core. Every call may be repeated after a failure: a thing that exists is taken over,
 * and a certificate that could not be brought into force is discarded.
 */
export const createIotDeviceIdentity = (
  iot: IoTClient,
  { policyName, dataEndpoint }: { readonly policyName: string; readonly dataEndpoint: string },
): DeviceIdentity => {
  const bringIntoForce = async ({ certificateArn, certificateId }: Certificate, thingName: string) => {
    await iot.send(new AttachPolicyCommand({ policyName, target: certificateArn }));
    await iot.send(new AttachThingPrincipalCommand({ thingName, principal: certificateArn }));
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }));
  };
  const discard = ({ certificateId }: Certificate) =>
    iot.send(new DeleteCertificateCommand({ certificateId, forceDelete: true }));

  return {
    provision: async ({ deviceId, factoryId, csrPem }) => {
      await putThing(iot, deviceId, factoryId);
      const certificate = await issue(iot, csrPem);
      try {
        await bringIntoForce(certificate, deviceId);
      } catch (error) {
        // The first failure is the one to report; a leftover certificate is inactive and harmless.
        await discard(certificate).catch(() => undefined);
        throw error;
      }
      return {
        certificateId: certificate.certificateId,
        certificatePem: certificate.certificatePem,
        privateKeyPem: csrPem === undefined ? (certificate.keyPair?.PrivateKey ?? null) : null,
        caPem: amazonRootCa1Pem(),
        endpoint: `${dataEndpoint}:8883`,
      };
    },
    // AWS IoT closes the open sessions of a certificate that is no longer active.
    revoke: async ({ deviceId, certificateId }) => {
      const recorded = certificateId === null ? [] : [certificateId];
      const all = new Set([...recorded, ...(await certificatesOf(iot, deviceId))]);
      for (const one of all) await deactivate(iot, one);
    },
  };
};
