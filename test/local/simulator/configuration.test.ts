import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initialDeviceConfiguration } from '@carbon-track/contract/device-configuration-fields.ts';
import { type TelemetryMessage, telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIotDeviceShadow } from '../../../lambdas/adapters/iot-device-shadow.ts';
import { startDataPlane } from '../../../local/broker/data-plane.ts';
import { startSimulator } from '../../../local/simulator/simulator.ts';
import { rules, startTestBroker } from '../broker/start-test-broker.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

const deviceId = 'ct-kapkoros-1a';
const patience = { timeout: 30_000 };

const start = async () => {
  const folder = await temporaryFolder();
  const test = await startTestBroker();
  const dataPlane = await startDataPlane(test.broker, () => undefined);
  onTestFinished(() => dataPlane.stop());
  const keys = await test.provision(deviceId, 'kapkoros');
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const manifest = {
    host: '127.0.0.1',
    port: test.broker.port,
    caPath: await file('ca.pem', test.authority.caPem),
    ruleName: rules.telemetry,
    devices: [
      {
        deviceId,
        factoryId: 'kapkoros',
        certPath: await file('cert.pem', keys.certificatePem),
        keyPath: await file('key.pem', keys.privateKeyPem),
      },
    ],
  };
  const run = () => {
    const simulator = startSimulator({ manifest, dataFolder: folder, faults: [] });
    onTestFinished(() => simulator.stop());
    return simulator;
  };
  const messages = (): TelemetryMessage[] =>
    test.records.map(({ payload }) =>
      telemetryMessageSchema.parse(JSON.parse(Buffer.from(payload, 'base64').toString())),
    );
  const shadow = createIotDeviceShadow(dataPlane.client);
  const reported = async () => (await shadow.read(deviceId))?.reported;
  return { run, messages, shadow, reported };
};

describe('a simulated device and its shadow', () => {
  it('samples and reports as wished while it runs, says so, and still does after a restart', async () => {
    const { run, messages, shadow, reported } = await start();
    const first = run();
    await expect.poll(reported, patience).toMatchObject({ rev: 0, samplePeriodS: 5, reportEveryS: 5 });
    const wished = { ...initialDeviceConfiguration, rev: 1, samplePeriodS: 3, reportEveryS: 6 };
    expect(await shadow.setDesired(deviceId, wished, await shadow.read(deviceId))).toBe('set');
    await expect.poll(reported, patience).toEqual(wished);
    await expect.poll(() => messages().filter(({ cfg }) => cfg === 1).length, patience).toBeGreaterThan(1);
    const { sp, r } = messages().findLast(({ cfg }) => cfg === 1) as TelemetryMessage;
    expect([sp, r.length]).toEqual([3, 2]);
    expect(r.slice(1).map(([, takenAtMs], index) => takenAtMs - (r[index]?.[1] ?? 0))).toEqual([3_000]);
    await first.stop();
    const before = messages().length;
    run();
    await expect.poll(() => messages().length, patience).toBeGreaterThan(before);
    expect(messages().at(-1)).toMatchObject({ sp: 3, cfg: 1 });
  });

  it('takes at its connection what was wished while it was away', async () => {
    const { run, shadow, reported } = await start();
    await shadow.setDesired(deviceId, { ...initialDeviceConfiguration, rev: 4, samplePeriodS: 4 }, null);
    run();
    await expect.poll(reported, patience).toMatchObject({ rev: 4, samplePeriodS: 4 });
  });

  it('refuses as the firmware does, says why once, and takes the next that is right', async () => {
    const { run, shadow, reported } = await start();
    run();
    await expect.poll(reported, patience).toMatchObject({ rev: 0 });
    await shadow.setDesired(deviceId, { rev: 1, samplePeriodS: 400 }, await shadow.read(deviceId));
    const refused = { rev: 1, key: 'samplePeriodS', rule: 'out of range' };
    await expect.poll(reported, patience).toMatchObject({ rev: 0, samplePeriodS: 5, refused });
    // Two more updates, answered with the same delta each: a device that repeats its refusal would add some.
    const { version = 0 } = (await shadow.read(deviceId)) ?? {};
    await shadow.setDesired(deviceId, { rev: 1, samplePeriodS: 400 }, await shadow.read(deviceId));
    await shadow.setDesired(deviceId, { rev: 2, samplePeriodS: 3 }, await shadow.read(deviceId));
    await expect.poll(reported, patience).toMatchObject({ rev: 2, samplePeriodS: 3 });
    expect(await reported()).not.toHaveProperty('refused');
    expect((await shadow.read(deviceId))?.version).toBe(version + 3);
  });
});
