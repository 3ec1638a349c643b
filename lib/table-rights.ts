import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { TableName } from '../lambdas/adapters/table-access.ts';
import { partitions } from '../lambdas/adapters/table-keys.ts';
import type { Handler } from './handler-function.ts';
import { storeAccess, type TableCalls } from './store-access.ts';

type Right = { readonly action: string; readonly keys: string };
type Calls = Readonly<Record<string, Readonly<Record<string, true>>>>;
type AnyAccess = Readonly<Record<string, readonly string[]>>;
type AnyStore = { readonly table: TableName; readonly calls: Readonly<Record<string, AnyAccess>> };

/** What partition keys of a family look like to IAM. */
const keysLike = (prefix: string): string => (prefix.endsWith('#') ? `${prefix}*` : prefix);

const rightsOn = (table: TableName, calls: Calls): Right[] => {
  const stores: Readonly<Record<string, AnyStore>> = storeAccess;
  const families: Readonly<Record<string, string>> = partitions[table];
  return Object.entries(calls).flatMap(([port, made]) => {
    const store = stores[port];
    if (store?.table !== table) return [];
    return Object.keys(made).flatMap((call) =>
      Object.entries(store.calls[call] ?? {}).flatMap(([action, touched]) =>
        touched.map((family) => ({ action, keys: keysLike(families[family] ?? '') })),
      ),
    );
  });
};

/** Actions on the same keys stand in one statement. */
const statementsOn = ({ tableArn }: ITable, rights: readonly Right[]): PolicyStatement[] => {
  const byAction = [...Map.groupBy(rights, ({ action }) => action)].map(([action, same]) => ({
    action: `dynamodb:${action}`,
    keys: [...new Set(same.map(({ keys }) => keys))].toSorted(),
  }));
  return [...Map.groupBy(byAction, ({ keys }) => keys.join(' ')).values()].map(
    (same) =>
      new PolicyStatement({
        actions: same.map(({ action }) => action),
        resources: [tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': same[0]?.keys },
          // "All of none" is true: a request without a key must not pass.
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
  );
};

/** Lets a Lambda do what the calls of its ports do, to the families of items they do it to, and nothing else. */
export const allowCalls = <Ports>(
  tables: Readonly<Record<TableName, ITable>>,
  { role }: Handler,
  calls: TableCalls<Ports>,
): void => {
  for (const table of ['telemetry', 'ledger'] as const) {
    for (const statement of statementsOn(tables[table], rightsOn(table, calls))) role.addToPolicy(statement);
  }
};
