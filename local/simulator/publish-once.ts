import { readFileSync } from 'node:fs';
import { basicIngestTopic } from '@carbon-track/contract/topics.ts';
import mqtt, { type IClientOptions } from 'mqtt';
import type { ManifestDevice, SimulatorManifest } from './manifest.ts';
import { samplePeriodMs } from './sampling-phase.ts';
import { telemetryPayload, telemetryRow } from './telemetry-payload.ts';

/** Readings published by hand have an epoch of their own, so they share no identity with a device's. */
const handEpoch = 255;

/** One reading as a person types it. Null is missing. */
export type HandReading = {
  readonly co2Ppm: number | null;
  readonly gasTemperatureC: number | null;
  readonly velocityMPerS: number | null;
  readonly pressurePa: number | null;
};

/** The payload of one reading taken now. Its number counts tenths of a second, so no two readings share it. */
export const handPayload = (reading: HandReading, nowMs: number): string =>
  telemetryPayload(
    {
      firmware: 'by-hand',
      configurationRevision: 1,
      samplePeriodS: samplePeriodMs / 1_000,
      epoch: handEpoch,
      boot: 1,
      rssiDbm: null,
    },
    [
      telemetryRow({
        seq: Math.floor(nowMs / 100) % 4_294_967_296,
        takenAtMs: nowMs,
        timeQuality: 3,
        co2Ppm: reading.co2Ppm === null ? null : Math.round(reading.co2Ppm),
        co2Code: 0,
        gasDeciC: reading.gasTemperatureC === null ? null : Math.round(reading.gasTemperatureC * 10),
        gasCode: 0,
        velocityMmPerS: reading.velocityMPerS === null ? null : Math.round(reading.velocityMPerS * 1_000),
        velocityCode: 0,
        pressureDifferenceCentiPa: null,
        barometerDaPa: reading.pressurePa === null ? null : Math.round(reading.pressurePa / 10),
        cellDeciC: null,
        batteryMv: null,
      }),
    ],
  );

export const telemetryTopicOf = (manifest: SimulatorManifest, device: ManifestDevice): string =>
  basicIngestTopic(manifest.ruleName, device.factoryId, device.deviceId, 'tel');

/** The same with the tool people know; `$` is quoted so that a shell leaves it alone. */
export const mosquittoCommand = (
  manifest: SimulatorManifest,
  device: ManifestDevice,
  payload: string,
): string =>
  [
    `mosquitto_pub -h ${manifest.host} -p ${manifest.port} -q 1 -i ${device.deviceId}`,
    `--cafile ${manifest.caPath} --cert ${device.certPath} --key ${device.keyPath}`,
    `-t '${telemetryTopicOf(manifest, device)}'`,
    `-m '${payload}'`,
  ].join(' \\\n  ');

/** Connects with the device's certificate, publishes at QoS 1 and leaves. Rejects when the broker refuses. */
export const publishOnce = async (
  manifest: SimulatorManifest,
  device: ManifestDevice,
  payload: string,
): Promise<void> => {
  const options: IClientOptions = {
    ca: readFileSync(manifest.caPath),
    cert: readFileSync(device.certPath),
    key: readFileSync(device.keyPath),
    clientId: device.deviceId,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: 5_000,
  };
  // Not tried again, so that a broker that closes without an answer is heard.
  const client = await mqtt.connectAsync(`mqtts://${manifest.host}:${manifest.port}`, options, false);
  try {
    await client.publishAsync(telemetryTopicOf(manifest, device), payload, { qos: 1 });
  } finally {
    await client.endAsync(true);
  }
};
