import mqtt, { type MqttClient } from 'mqtt';
import { backoffMs } from './backoff.ts';

export type LinkOptions = {
  readonly host: string;
  readonly port: number;
  readonly deviceId: string;
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly random: () => number;
  /** The one topic the device listens to, and what it does with a message there. */
  readonly hears: { readonly topic: string; readonly onMessage: (payload: Buffer) => void };
  /** Called once the connection listens. */
  readonly onConnected: () => void;
};

export type DeviceLink = {
  isConnected(): boolean;
  /** QoS 1: resolves at the PUBACK, rejects when the connection ends first. */
  publish(topic: string, payload: string): Promise<void>;
  /** Cuts the radio, and lets it come back: an outage. */
  setRadio(on: boolean): void;
  stop(): Promise<void>;
};

const open = ({ host, port, deviceId, ca, cert, key }: LinkOptions): MqttClient =>
  mqtt.connect({
    protocol: 'mqtts',
    host,
    port,
    ca,
    cert,
    key,
    clientId: deviceId,
    clean: true,
    keepalive: 60,
    connectTimeout: 10_000,
    reconnectPeriod: 0,
    queueQoSZero: false,
    protocolVersion: 4,
  });

/**
 * One device's MQTT connection over mutual TLS. Each connection is a clean session of a new client: what was not
 * acknowledged is sent again by the uplink, with new packet ids. Reconnects wait with full jitter.
 */
export const createDeviceLink = (options: LinkOptions): DeviceLink => {
  let client: MqttClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  let attempt = 0;
  let radioOn = true;
  const rejections = new Set<(error: Error) => void>();

  const failInFlight = (): void => {
    for (const reject of rejections) reject(new Error('The connection ended before the acknowledgement.'));
    rejections.clear();
  };

  const connect = (): void => {
    timer = null;
    const opened = open(options);
    client = opened;
    opened.on('connect', () => {
      attempt = 0;
      opened.subscribe(options.hears.topic, { qos: 1 }, (error) => {
        if (!error) options.onConnected();
      });
    });
    opened.on('message', (_topic, payload) => options.hears.onMessage(payload));
    // The close that follows every error starts the next attempt.
    opened.on('error', () => opened.end(true));
    opened.once('close', () => {
      opened.end(true);
      if (client !== opened) return;
      client = null;
      failInFlight();
      if (radioOn) {
        timer = setTimeout(connect, backoffMs(attempt, options.random));
        attempt += 1;
      }
    });
  };

  const disconnect = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const open = client;
    client = null;
    open?.end(true);
    failInFlight();
  };

  const publish = (topic: string, payload: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (client === null || !client.connected) {
        reject(new Error('Not connected.'));
        return;
      }
      rejections.add(reject);
      client.publish(topic, payload, { qos: 1 }, (error) => {
        rejections.delete(reject);
        if (error) reject(error);
        else resolve();
      });
    });

  connect();
  return {
    isConnected: () => client?.connected ?? false,
    publish,
    setRadio: (on) => {
      if (on === radioOn) return;
      radioOn = on;
      if (on) connect();
      else disconnect();
    },
    stop: async () => {
      radioOn = false;
      const last = client;
      if (last?.connected) await last.endAsync(false);
      disconnect();
    },
  };
};
