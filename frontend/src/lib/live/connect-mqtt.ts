import { Client } from 'paho-mqtt';

export type MqttSession = { close: () => void };
export type MqttRequest = {
  url: string;
  clientId: string;
  password: string;
  topic: string;
  onMessage: (payload: string) => void;
  onLost: () => void;
};
export type ConnectMqtt = (request: MqttRequest) => Promise<MqttSession>;

/** No CONNACK within this time: the caller polls instead. */
export const connectWithinS = 5;
const keepAliveS = 30;

const closing = (client: Client): MqttSession => ({
  close: () => {
    client.onConnectionLost = () => undefined;
    client.onMessageArrived = () => undefined;
    if (client.isConnected()) client.disconnect();
  },
});

/**
 * Opens one MQTT session over a WebSocket and subscribes to one topic. Resolves once the broker granted it.
 * The token travels as CONNECT's password, never in the address, where logs would keep it.
 */
export const connectMqtt: ConnectMqtt = ({ url, clientId, password, topic, onMessage, onLost }) =>
  new Promise((resolve, reject) => {
    const client = new Client(url, clientId);
    const session = closing(client);
    const fail = (what: string, { errorMessage }: { errorMessage: string }): void => {
      session.close();
      reject(new Error(`${what}: ${errorMessage}`));
    };
    client.onMessageArrived = (message) => onMessage(message.payloadString);
    client.onConnectionLost = (error) => fail('The connection broke', error);
    client.connect({
      userName: 'web',
      password,
      timeout: connectWithinS,
      keepAliveInterval: keepAliveS,
      cleanSession: true,
      mqttVersion: 4,
      onFailure: (error) => fail('The broker did not accept the connection', error),
      onSuccess: () =>
        client.subscribe(topic, {
          qos: 0,
          timeout: connectWithinS,
          onSuccess: () => {
            client.onConnectionLost = onLost;
            resolve(session);
          },
          onFailure: (error) => fail('The broker did not grant the topic', error),
        }),
    });
  });
