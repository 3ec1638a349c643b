import { type ProvisionedDevice, provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { telemetryPayload, telemetryRow } from '../../local/simulator/telemetry-payload.ts';
import type { DeployedApi } from './deployed-api.ts';
import type { Emulator } from './emulator.ts';

/** Asks the deployed API for a device that was mounted an hour ago, as the portal's form does. */
export const provision = async (
  api: DeployedApi,
  token: string,
  deviceId: string,
): Promise<ProvisionedDevice> => {
  const [, factoryId] = deviceId.split('-');
  const mountedAtMs = Date.now() - 3_600_000;
  const asked = { deviceId, factoryId, chimneyId: `${factoryId}-1`, fromMs: mountedAtMs };
  const { status, body } = await api('POST', '/api/mcu-devices', token, asked);
  if (status !== 201) throw new Error(`Provisioning answered ${status}: ${JSON.stringify(body)}`);
  return provisionedDeviceSchema.parse(body);
};

/** Connects with the provisioned certificate. Rejects when the broker refuses. */
export const connect = async (
  { endpoint, mqttPort }: Emulator,
  device: ProvisionedDevice,
  clientId = device.clientId,
): Promise<MqttClient> => {
  // The emulator's broker shows a certificate of the emulator's own authority, not of Amazon's.
  const ca = await (await fetch(new URL('/_ministack/iot/ca.pem', endpoint))).text();
  const options: IClientOptions = {
    servername: 'localhost',
    ca,
    cert: device.certificatePem ?? '',
    key: device.privateKeyPem ?? '',
    clientId,
    reconnectPeriod: 0,
    connectTimeout: 30_000,
  };
  // Not tried again: a broker that closes without an answer has refused.
  return mqtt.connectAsync(`mqtts://127.0.0.1:${mqttPort}`, options, false);
};

/** Two readings five seconds apart: 9 vol% CO2, 180 °C, 4 m/s. */
export const burning = (takenAtMs: number): string =>
  telemetryPayload(
    { firmware: '1.0.0', configurationRevision: 1, samplePeriodS: 5, epoch: 1, boot: 1, rssiDbm: -60 },
    [0, 1].map((seq) =>
      telemetryRow({
        seq,
        takenAtMs: takenAtMs - 5_000 * (1 - seq),
        timeQuality: 3,
        co2Ppm: 90_000,
        co2Code: 0,
        gasDeciC: 1_800,
        gasCode: 0,
        velocityMmPerS: 4_000,
        velocityCode: 0,
        pressureDifferenceCentiPa: null,
        barometerDaPa: 7_900,
        cellDeciC: 300,
        batteryMv: 8_000,
      }),
    ),
  );
