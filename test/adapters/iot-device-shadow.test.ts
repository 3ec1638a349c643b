import {
  ConflictException,
  GetThingShadowCommand,
  type GetThingShadowCommandOutput,
  IoTDataPlaneClient,
  ResourceNotFoundException,
  ThrottlingException,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createIotDeviceShadow } from '../../lambdas/adapters/iot-device-shadow.ts';

const iot = mockClient(IoTDataPlaneClient);
const shadow = createIotDeviceShadow(new IoTDataPlaneClient({ region: 'eu-west-1' }));
const error = { $metadata: {}, message: 'no' };
const answering = (document: object) =>
  iot.on(GetThingShadowCommand).resolves({
    payload: Buffer.from(JSON.stringify(document)) as unknown as NonNullable<
      GetThingShadowCommandOutput['payload']
    >,
  });

beforeEach(() => iot.reset());
afterAll(() => iot.restore());

/** As AWS IoT answered it for a device that reported revision 3 and is wished to take 4. */
const stored = {
  state: {
    desired: { rev: 4, samplePeriodS: 10 },
    reported: { rev: 3, samplePeriodS: 5 },
    delta: { rev: 4, samplePeriodS: 10 },
  },
  metadata: {
    desired: { rev: { timestamp: 1_795_000_000 }, samplePeriodS: { timestamp: 1_795_000_000 } },
    reported: { rev: { timestamp: 1_794_000_000 }, samplePeriodS: { timestamp: 1_794_000_000 } },
  },
  version: 17,
  timestamp: 1_795_000_100,
};

describe('reading', () => {
  it('asks for the configuration shadow and answers both sides, the version and when the wish was made', async () => {
    answering(stored);
    expect(await shadow.read('ct-kapkoros-1a')).toEqual({
      desired: { rev: 4, samplePeriodS: 10 },
      reported: { rev: 3, samplePeriodS: 5 },
      desiredAtMs: 1_795_000_000_000,
      version: 17,
    });
    expect(iot.commandCalls(GetThingShadowCommand)[0]?.args[0].input).toEqual({
      thingName: 'ct-kapkoros-1a',
      shadowName: 'configuration',
    });
  });

  it('answers null for a side nobody wrote, whatever a device reported beside', async () => {
    answering({ state: { reported: { anything: [1, { a: null }] } }, metadata: {}, version: 1 });
    expect(await shadow.read('d')).toEqual({
      desired: null,
      reported: { anything: [1, { a: null }] },
      desiredAtMs: null,
      version: 1,
    });
  });

  it('answers null where there is no shadow, and reports any other failure', async () => {
    iot.on(GetThingShadowCommand).rejects(new ResourceNotFoundException(error));
    expect(await shadow.read('d')).toBeNull();
    iot.on(GetThingShadowCommand).rejects(new ThrottlingException(error));
    await expect(shadow.read('d')).rejects.toThrow(ThrottlingException);
  });
});

describe('setting what is desired', () => {
  const seen = {
    desired: { rev: 4, samplePeriodS: 10, outdated: 1 },
    reported: null,
    desiredAtMs: 0,
    version: 17,
  };
  const sent = (): unknown => {
    const input = iot.commandCalls(UpdateThingShadowCommand)[0]?.args[0].input;
    expect(input).toMatchObject({ thingName: 'ct-kapkoros-1a', shadowName: 'configuration' });
    return JSON.parse(String(input?.payload));
  };

  it('replaces the whole side under the version that was read, and touches nothing reported', async () => {
    iot.on(UpdateThingShadowCommand).resolves({});
    expect(await shadow.setDesired('ct-kapkoros-1a', { rev: 5, samplePeriodS: 2 }, seen)).toBe('set');
    expect(sent()).toEqual({ state: { desired: { rev: 5, samplePeriodS: 2, outdated: null } }, version: 17 });
  });

  it('names no version where there was no shadow', async () => {
    iot.on(UpdateThingShadowCommand).resolves({});
    expect(await shadow.setDesired('ct-kapkoros-1a', { rev: 1 }, null)).toBe('set');
    expect(sent()).toEqual({ state: { desired: { rev: 1 } } });
  });

  it('answers a version that has moved on as a conflict, and reports any other failure', async () => {
    iot.on(UpdateThingShadowCommand).rejects(new ConflictException(error));
    expect(await shadow.setDesired('d', { rev: 5 }, seen)).toBe('conflict');
    iot.on(UpdateThingShadowCommand).rejects(new ThrottlingException(error));
    await expect(shadow.setDesired('d', { rev: 5 }, seen)).rejects.toThrow(ThrottlingException);
  });
});
