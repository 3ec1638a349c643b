import * as z from 'zod';

export type MqttCredentials = { readonly clientId: string; readonly idToken: string };

/** The part of AWS IoT's authorizer event that counts. The password is base64 of the bytes of the CONNECT packet. */
const eventSchema = z.object({
  protocolData: z.object({
    mqtt: z.object({ clientId: z.string().min(1).max(128), password: z.base64().max(16_384) }),
  }),
});

/** Client id and ID token of a CONNECT, or null for an event without them. The user name says nothing. */
export const readMqttCredentials = (event: unknown): MqttCredentials | null => {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return null;
  const { clientId, password } = parsed.data.protocolData.mqtt;
  return { clientId, idToken: Buffer.from(password, 'base64').toString() };
};
