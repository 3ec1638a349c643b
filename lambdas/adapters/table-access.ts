import type { partitions } from './table-keys.ts';

export type TableName = keyof typeof partitions;
/** None of these can scan, and none goes around the keys. */
export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem';

/** DynamoDB's actions, each with the families of items it is done to. */
export type Access<Table extends TableName> = {
  readonly [Action in TableAction]?: readonly (keyof (typeof partitions)[Table])[];
};

/** All that an adapter does to its table, call by call. A test holds it to the calls themselves; CDK makes rights of it. */
export type StoreAccess<Port, Table extends TableName> = {
  readonly table: Table;
  readonly calls: { readonly [Call in keyof Port]: Access<Table> };
};
