import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Capacity = { writeUnits: number; readUnits: number };

const writes = ['UpdateItem', 'PutItem', 'DeleteItem', 'BatchWriteItem'];
const reads = ['GetItem', 'Query', 'BatchGetItem'];

type Consumed = { readonly CapacityUnits?: number };

const unitsOf = (consumed: Consumed | readonly Consumed[] | undefined): number =>
  [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** Adds up the capacity units the store itself reports for every call of a client; `take` reads and resets them. */
export const capacityMeter = (client: DynamoDBClient) => {
  let total: Capacity = { writeUnits: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace('Command', '');
      const isWrite = writes.includes(operation);
      if (!isWrite && !reads.includes(operation)) return next(args);
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const units = unitsOf((result.output as { ConsumedCapacity?: Consumed | Consumed[] }).ConsumedCapacity);
      total[isWrite ? 'writeUnits' : 'readUnits'] += units;
      return result;
    },
    { step: 'initialize', name: 'capacityMeter' },
  );
  return {
    take: (): Capacity => {
      const taken = total;
      total = { writeUnits: 0, readUnits: 0 };
      return taken;
    },
  };
};
