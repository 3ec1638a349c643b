import { parseArgs } from 'node:util';
import { readManifest, type SimulatorManifest } from './manifest.ts';
import { handPayload, mosquittoCommand, publishOnce, telemetryTopicOf } from './publish-once.ts';

const usage = `Publishes one reading by hand, as a device would.
  npm run publish -- --co2 90000 --gas 300 --velocity 4
  --device ID      whose certificate to use (default: the sample device npm start prints)
  --co2 PPM        raw sensor value (default 90000)       --gas °C    gas temperature (default 180)
  --velocity M/S   gas velocity (default 4)               --pressure PA   barometer (default: not sent)
  --manifest PATH  default .carbon-track/simulator.json   --dry-run   print the mosquitto_pub line only`;

const numberOf = (text: string, name: string): number => {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new Error(`--${name} needs a number.\n${usage}`);
  return value;
};

const deviceOf = (manifest: SimulatorManifest, deviceId: string | undefined) => {
  const device = deviceId
    ? manifest.devices.find((one) => one.deviceId === deviceId)
    : (manifest.devices.find((one) => one.deviceId === manifest.sampleDeviceId) ?? manifest.devices[0]);
  if (device === undefined) throw new Error(`There is no certificate of ${deviceId} in the manifest.`);
  return device;
};

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      device: { type: 'string' },
      co2: { type: 'string', default: '90000' },
      gas: { type: 'string', default: '180' },
      velocity: { type: 'string', default: '4' },
      pressure: { type: 'string' },
      manifest: { type: 'string', default: '.carbon-track/simulator.json' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const manifest = readManifest(values.manifest);
  const device = deviceOf(manifest, values.device);
  const payload = handPayload(
    {
      co2Ppm: numberOf(values.co2, 'co2'),
      gasTemperatureC: numberOf(values.gas, 'gas'),
      velocityMPerS: numberOf(values.velocity, 'velocity'),
      pressurePa: values.pressure === undefined ? null : numberOf(values.pressure, 'pressure'),
    },
    Date.now(),
  );
  if (!values['dry-run']) {
    await publishOnce(manifest, device, payload);
    console.log(`Published to ${telemetryTopicOf(manifest, device)}. The same by hand:`);
  }
  console.log(mosquittoCommand(manifest, device, payload));
};

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  console.error('Is the system running (`npm start`)? A revoked or unknown certificate is refused as well.');
  process.exitCode = 1;
});
