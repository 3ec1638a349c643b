// Publishes for every device of a manifest as fast as each one's PUBACK allows; one message in flight per device, as
// the firmware does. A process of its own, so that its TLS does not take the system's processor time.
import { readFileSync } from 'node:fs';
import mqtt, { type MqttClient } from 'mqtt';
import { type ManifestDevice, readManifest } from '../local/simulator/manifest.ts';
import { telemetryTopicOf } from '../local/simulator/publish-once.ts';
import { samplePeriodMs, samplingPhaseMs } from '../local/simulator/sampling-phase.ts';
import { telemetryPayload, telemetryRow } from '../local/simulator/telemetry-payload.ts';
import { type Published, type PublishJob, publishJobSchema } from './publish-job.ts';

const job: PublishJob = publishJobSchema.parse(JSON.parse(process.argv[2] ?? ''));
const manifest = readManifest(job.manifestPath);

const rowOf = (seq: number, takenAtMs: number) =>
  telemetryRow({
    ...{ seq, takenAtMs, timeQuality: 3 },
    ...{ co2Ppm: 90_000 + (seq % 977), co2Code: 0 },
    ...{ gasDeciC: 1_800 + (seq % 91), gasCode: 0 },
    ...{ velocityMmPerS: 6_000 + (seq % 613), velocityCode: 0, pressureDifferenceCentiPa: null },
    ...{ barometerDaPa: 8_012, cellDeciC: 312, batteryMv: 12_650 },
  });

const connect = async (device: ManifestDevice) => {
  const client = await mqtt.connectAsync({
    protocol: 'mqtts',
    host: manifest.host,
    port: job.port,
    ca: readFileSync(manifest.caPath),
    cert: readFileSync(device.certPath),
    key: readFileSync(device.keyPath),
    clientId: device.deviceId,
    reconnectPeriod: 0,
  });
  return { device, client };
};

/** Resolves with the number of acknowledged readings; rejects when the broker ends the connection. */
const publishAll = async (device: ManifestDevice, client: MqttClient, endMs: number): Promise<number> => {
  const topic = telemetryTopicOf(manifest, device);
  const header = { firmware: 'bench-1.0.0', configurationRevision: 1, samplePeriodS: samplePeriodMs / 1_000 };
  const firstMs = job.fromMs + samplingPhaseMs(device.deviceId);
  const room = Math.floor((job.untilMs - firstMs) / samplePeriodMs);
  let seq = 0;
  while (seq + job.readingsPerMessage <= room && Date.now() < endMs) {
    const first = seq;
    const rows = Array.from({ length: job.readingsPerMessage }, (_, index) =>
      rowOf(first + index, firstMs + (first + index) * samplePeriodMs),
    );
    const payload = telemetryPayload({ ...header, epoch: job.epoch, boot: 1, rssiDbm: -67 }, rows);
    await client.publishAsync(topic, payload, { qos: 1 });
    seq += job.readingsPerMessage;
  }
  return seq;
};

const links: Awaited<ReturnType<typeof connect>>[] = [];
for (const device of manifest.devices) links.push(await connect(device));
const startedAtMs = Date.now();
const endMs = startedAtMs + job.seconds * 1_000;
const counts = await Promise.all(links.map(({ device, client }) => publishAll(device, client, endMs)));
const readings = counts.reduce((sum, count) => sum + count, 0);
const published: Published = {
  devices: links.length,
  messages: readings / job.readingsPerMessage,
  readings,
  startedAtMs,
  endedAtMs: Date.now(),
};
await Promise.all(links.map(({ client }) => client.endAsync()));
console.log(JSON.stringify(published));
