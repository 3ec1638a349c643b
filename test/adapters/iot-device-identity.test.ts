import { X509Certificate } from 'node:crypto';
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateKeysAndCertificateCommand,
  CreateThingCommand,
  DeleteCertificateCommand,
  InvalidRequestException,
  IoTClient,
  ListThingPrincipalsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  ThrottlingException,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createIotDeviceIdentity } from '../../lambdas/adapters/iot-device-identity.ts';
import { InvalidCsrError } from '../../lambdas/adapters/ports/device-identity.ts';

const iot = mockClient(IoTClient);
const identity = createIotDeviceIdentity(new IoTClient({ region: 'eu-west-1' }), {
  policyName: 'carbon-track-device',
  dataEndpoint: 'abc-ats.iot.eu-west-1.amazonaws.com',
});
const certificateArn = 'arn:aws:iot:eu-west-1:123456789012:cert/c1';
const certificate = { certificateArn, certificateId: 'c1', certificatePem: 'PEM' };
const request = { deviceId: 'ct-kapkoros-1a', factoryId: 'kapkoros', csrPem: undefined };
const error = { $metadata: {}, message: 'no' };

beforeEach(() => {
  iot.reset();
  iot.on(CreateKeysAndCertificateCommand).resolves({
    ...certificate,
    keyPair: { PrivateKey: 'KEY', PublicKey: 'PUB' },
  });
  iot.on(CreateCertificateFromCsrCommand).resolves(certificate);
  iot.on(ListThingPrincipalsCommand).resolves({ principals: [] });
});
const changed = () => iot.commandCalls(UpdateCertificateCommand).map((call) => call.args[0].input);
afterAll(() => iot.restore());

const calls = (): string[] => iot.calls().map((call) => call.firstArg.constructor.name);

describe('provisioning', () => {
  it('makes thing and certificate, and activates it only once policy and thing are attached', async () => {
    const issued = await identity.provision(request);
    expect(issued).toMatchObject({
      certificateId: 'c1',
      certificatePem: 'PEM',
      privateKeyPem: 'KEY',
      endpoint: 'abc-ats.iot.eu-west-1.amazonaws.com:8883',
    });
    expect(calls()).toEqual([
      'CreateThingCommand',
      'CreateKeysAndCertificateCommand',
      'AttachPolicyCommand',
      'AttachThingPrincipalCommand',
      'UpdateCertificateCommand',
    ]);
    expect(iot.commandCalls(CreateThingCommand)[0]?.args[0].input).toEqual({
      thingName: 'ct-kapkoros-1a',
      attributePayload: { attributes: { factoryId: 'kapkoros' } },
    });
    expect(iot.commandCalls(CreateKeysAndCertificateCommand)[0]?.args[0].input.setAsActive).toBe(false);
    expect(iot.commandCalls(AttachPolicyCommand)[0]?.args[0].input).toEqual({
      policyName: 'carbon-track-device',
      target: certificateArn,
    });
    expect(iot.commandCalls(AttachThingPrincipalCommand)[0]?.args[0].input).toEqual({
      thingName: 'ct-kapkoros-1a',
      principal: certificateArn,
    });
    expect(iot.commandCalls(UpdateCertificateCommand)[0]?.args[0].input.newStatus).toBe('ACTIVE');
  });

  it('hands out the root that devices check the endpoint with', async () => {
    const { caPem } = await identity.provision(request);
    expect(new X509Certificate(caPem).subject).toContain('CN=Amazon Root CA 1');
  });

  it('signs a request and returns no key', async () => {
    const issued = await identity.provision({ ...request, csrPem: 'CSR' });
    expect(issued.privateKeyPem).toBeNull();
    expect(iot.commandCalls(CreateCertificateFromCsrCommand)[0]?.args[0].input).toEqual({
      certificateSigningRequest: 'CSR',
      setAsActive: false,
    });
    expect(iot.commandCalls(CreateKeysAndCertificateCommand)).toEqual([]);
  });

  it('names a request that cannot be signed as the caller’s mistake', async () => {
    iot.on(CreateCertificateFromCsrCommand).rejects(new InvalidRequestException(error));
    await expect(identity.provision({ ...request, csrPem: 'junk' })).rejects.toThrow(InvalidCsrError);
  });

  it('takes over the thing an earlier attempt left behind', async () => {
    iot.on(CreateThingCommand).rejects(new ResourceAlreadyExistsException(error));
    await identity.provision(request);
    expect(iot.commandCalls(UpdateThingCommand)[0]?.args[0].input.attributePayload?.attributes).toEqual({
      factoryId: 'kapkoros',
    });
  });

  it('takes the certificate an earlier attempt left in force out of it', async () => {
    iot.on(CreateThingCommand).rejects(new ResourceAlreadyExistsException(error));
    iot.on(ListThingPrincipalsCommand).resolves({ principals: [certificateArn.replace('c1', 'c0')] });
    await identity.provision(request);
    expect(changed()).toEqual([
      { certificateId: 'c0', newStatus: 'INACTIVE' },
      { certificateId: 'c1', newStatus: 'ACTIVE' },
    ]);
  });

  const throttled = new ThrottlingException(error);
  it.each([
    ['policy', () => iot.on(AttachPolicyCommand).rejects(throttled)],
    ['thing', () => iot.on(AttachThingPrincipalCommand).rejects(throttled)],
    ['activation', () => iot.on(UpdateCertificateCommand).rejects(throttled)],
  ])('discards the certificate when its %s fails, and reports that failure', async (_, breakIt) => {
    breakIt();
    iot.on(DeleteCertificateCommand).rejects(new Error('not deleted either'));
    await expect(identity.provision(request)).rejects.toThrow(ThrottlingException);
    expect(iot.commandCalls(DeleteCertificateCommand)[0]?.args[0].input).toEqual({
      certificateId: 'c1',
      forceDelete: true,
    });
  });

  it('issues nothing when the thing cannot be made', async () => {
    iot.on(CreateThingCommand).rejects(new ThrottlingException(error));
    await expect(identity.provision(request)).rejects.toThrow(ThrottlingException);
    expect(calls()).toEqual(['CreateThingCommand']);
  });
});

describe('revoking', () => {
  it('deactivates the certificate on record and every other of the thing, each once', async () => {
    iot
      .on(ListThingPrincipalsCommand, { thingName: 'ct-kapkoros-1a' })
      .resolvesOnce({ principals: [certificateArn, 'arn:aws:cognito:not-a-certificate'], nextToken: 'more' })
      .resolvesOnce({ principals: [certificateArn.replace('c1', 'c2')] });
    await identity.revoke({ deviceId: 'ct-kapkoros-1a', certificateId: 'c1' });
    expect(changed()).toEqual([
      { certificateId: 'c1', newStatus: 'INACTIVE' },
      { certificateId: 'c2', newStatus: 'INACTIVE' },
    ]);
  });

  it('finds a certificate nobody recorded, and nothing where there is no thing', async () => {
    iot.on(ListThingPrincipalsCommand).resolvesOnce({ principals: [certificateArn] });
    await identity.revoke({ deviceId: 'ct-kapkoros-1a', certificateId: null });
    iot.on(ListThingPrincipalsCommand).rejects(new ResourceNotFoundException(error));
    await identity.revoke({ deviceId: 'ct-kapkoros-1a', certificateId: null });
    expect(changed()).toEqual([{ certificateId: 'c1', newStatus: 'INACTIVE' }]);
  });

  it('takes a certificate that is gone for revoked, and reports any other failure', async () => {
    iot.on(UpdateCertificateCommand).rejectsOnce(new ResourceNotFoundException(error));
    await identity.revoke({ deviceId: 'ct-kapkoros-1a', certificateId: 'c1' });
    iot.on(UpdateCertificateCommand).rejects(new ThrottlingException(error));
    await expect(identity.revoke({ deviceId: 'd', certificateId: 'c1' })).rejects.toThrow(
      ThrottlingException,
    );
  });
});
