import type { MqttClient } from 'mqtt';

/** Resolves when the connection of a client ends. */
export const onceClosed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => client.once('close', resolve));

export const onceConnected = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => client.once('connect', () => resolve()));
