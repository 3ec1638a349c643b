import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One request as AWS would weigh it: what it does, where, and every partition key it names. */
export type TableCall = { readonly action: string; readonly table: string; readonly keys: readonly string[] };

type Text = { readonly S: string };
type WireRequest = {
  readonly TableName?: string;
  readonly Key?: { readonly pk: Text };
  readonly Item?: { readonly pk: Text };
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Text>>;
  readonly RequestItems?: Readonly<Record<string, readonly { PutRequest: { Item: { pk: Text } } }[]>>;
};

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);

const queried = ({ KeyConditionExpression = '', ExpressionAttributeValues }: WireRequest): string[] => {
  const value = /^pk = (:\w+)/.exec(KeyConditionExpression)?.[1];
  return value === undefined ? [] : [ExpressionAttributeValues?.[value]?.S ?? ''];
};

const callsOf = (action: string, request: WireRequest): TableCall[] => {
  const batches = Object.entries(request.RequestItems ?? {});
  if (batches.length > 0) {
    return batches.map(([table, puts]) => ({
      action,
      table,
      keys: puts.map(({ PutRequest }) => PutRequest.Item.pk.S),
    }));
  }
  const key = (request.Key ?? request.Item)?.pk.S;
  return [{ action, table: request.TableName ?? '', keys: key === undefined ? queried(request) : [key] }];
};

/** Writes down what a client sends from now on, below the SDK: requests that go around its pipeline are seen too. */
export const recordCalls = (client: DynamoDBClient): TableCall[] => {
  const calls: TableCall[] = [];
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options) => {
    const action = String(request.headers['x-amz-target']).replace('DynamoDB_20120810.', '');
    calls.push(...callsOf(action, JSON.parse(textOf(request.body))));
    return handle(request, options);
  };
  return calls;
};
