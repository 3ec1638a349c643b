import {
  type AttributeValue,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './minute-item.ts';
import { signedHeaders } from './sign-request.ts';

/** Runs an UpdateItem and gives the attributes it returns. Throws the SDK's errors. */
export type UpdateItem = (input: UpdateItemCommandInput) => Promise<Item>;

/** The plain way: through all of the SDK. */
export const sdkUpdate =
  (client: DynamoDBClient): UpdateItem =>
  async (input) =>
    (await client.send(new UpdateItemCommand(input))).Attributes ?? {};

type Address = { readonly protocol: string; readonly hostname: string; readonly port?: number };

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Bytes travel as base64; everything else of an attribute value is JSON already. */
const wireBody = (input: UpdateItemCommandInput): string => {
  const values: Record<string, object> = {};
  for (const [name, value] of Object.entries(input.ExpressionAttributeValues ?? {})) {
    values[name] = value.B === undefined ? value : { B: base64(value.B) };
  }
  return JSON.stringify({ ...input, ExpressionAttributeValues: values });
};

/** An attribute value as JSON carries it. */
type WireValue = Exclude<AttributeValue, AttributeValue.BMember> | { readonly B: string };

const itemOfWire = (attributes: Readonly<Record<string, WireValue>> = {}): Item => {
  const item: Item = {};
  for (const [name, value] of Object.entries(attributes)) {
    item[name] =
      typeof value.B === 'string' ? { B: Buffer.from(value.B, 'base64') } : (value as AttributeValue);
  }
  return item;
};

/**
 * The fast way, for updates that may run twice: one signed request on the SDK's own connection, without the SDK's
 * pipeline, which costs several times what the update does. The first request, and whatever is not answered with 200,
 * goes through the SDK: it finds the endpoint, and it owns retries, clock skew and error classes.
 */
export const directUpdate = (client: DynamoDBClient, now: () => number): UpdateItem => {
  const viaSdk = sdkUpdate(client);
  let address: Address | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      address ??= args.request as Address;
      return next(args);
    },
    { step: 'finalizeRequest', name: 'rememberAddress', override: true },
  );

  const post = async ({ protocol, hostname, port }: Address, body: string) => {
    const { credentials, region, requestHandler } = client.config;
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      host: port === undefined ? hostname : `${hostname}:${port}`,
      'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    };
    const scope = { region: await region(), service: 'dynamodb' };
    const signed = signedHeaders(headers, body, await credentials(), scope, now());
    const request = { method: 'POST', protocol, hostname, port, path: '/', query: {}, headers: signed, body };
    return (await requestHandler.handle(request)).response;
  };

  /** Null when the answer is for the SDK to handle. */
  const attempt = async (at: Address, input: UpdateItemCommandInput): Promise<Item | null> => {
    try {
      const response = await post(at, wireBody(input));
      const { body } = response;
      const bytes = body instanceof Uint8Array ? body : await client.config.streamCollector(body);
      if (response.statusCode !== 200) return null;
      return itemOfWire(JSON.parse(Buffer.from(bytes).toString()).Attributes);
    } catch {
      // Whatever went wrong, the SDK meets it again and says so in its own words.
      return null;
    }
  };

  return async (input) =>
    (address === undefined ? null : await attempt(address, input)) ?? (await viaSdk(input));
};
