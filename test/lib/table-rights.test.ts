import { describe, expect, it } from 'vitest';
import { partitions } from '../../lambdas/adapters/table-keys.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};
type TableRight = {
  readonly lambda: string;
  readonly action: string;
  readonly table: string;
  readonly keys: readonly string[];
  readonly statement: Statement;
};

const { application, data } = synthesized();

/** `IngestConvertStore`: a Lambda by its place in the stack. */
const lambdaOf = (policy: Readonly<Record<string, unknown>>): string =>
  String((policy.Roles as { Ref: string }[])[0]?.Ref).replace(/Role[0-9A-F]{8}$/, '');

const keysOf = ({ Condition }: Statement): readonly string[] =>
  (Condition as { 'ForAllValues:StringLike'?: Record<string, readonly string[]> } | undefined)?.[
    'ForAllValues:StringLike'
  ]?.['dynamodb:LeadingKeys'] ?? [];

const tableOf = ({ Resource }: Statement): string =>
  /GetAtt(Telemetry|Ledger)[0-9A-F]{8}Arn/.exec(JSON.stringify(Resource))?.[1] ?? JSON.stringify(Resource);

const rights: readonly TableRight[] = Object.values(resourcesOf(application, 'AWS::IAM::Policy')).flatMap(
  ({ Properties }) =>
    (Properties.PolicyDocument as { Statement: Statement[] }).Statement.flatMap((statement) =>
      [statement.Action]
        .flat()
        .filter((action) => action.startsWith('dynamodb:'))
        .map((action) => ({
          lambda: lambdaOf(Properties),
          action: action.replace('dynamodb:', ''),
          table: tableOf(statement),
          keys: keysOf(statement),
          statement,
        })),
    ),
);

/** Per Lambda: `Ledger UPLOAD#*`, once each. */
const itemsByLambda = (chosen: readonly TableRight[]): Record<string, string[]> => {
  const grouped = Map.groupBy(chosen, ({ lambda }) => lambda);
  return Object.fromEntries(
    [...grouped].map(([lambda, its]) => [
      lambda,
      [...new Set(its.flatMap(({ table, keys }) => keys.map((key) => `${table} ${key}`)))].toSorted(),
    ]),
  );
};

describe('rights on the tables', () => {
  it('are given in the application only, and each on one table, for named keys, never for a request without a key', () => {
    expect(rights.length).toBeGreaterThan(40);
    for (const { table, keys, statement } of rights) {
      expect(['Telemetry', 'Ledger']).toContain(table);
      expect(statement.Condition).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
      const known: string[] = Object.values(partitions[table === 'Ledger' ? 'ledger' : 'telemetry']);
      expect(known).toEqual(expect.arrayContaining(keys.map((key) => key.replace(/\*$/, ''))));
    }
    expect(JSON.stringify(resourcesOf(data, 'AWS::IAM::Policy'))).not.toContain('dynamodb:');
  });

  it('are to get, query, put, update and delete: nobody scans, and nobody goes around the keys', () => {
    const actions = new Set(rights.map(({ action }) => action));
    expect([...actions].toSorted()).toEqual(['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']);
  });

  it('let each Lambda put and update these items and no others; memberships and the list of factories nobody', () => {
    const writing = rights.filter(({ action }) => action === 'PutItem' || action === 'UpdateItem');
    expect(itemsByLambda(writing)).toEqual({
      IngestConvertStore: ['Telemetry DEV#*', 'Telemetry DIRTY#*'],
      IngestDeviceEvent: ['Ledger ALERTS#*', 'Ledger OPENALERTS'],
      Rollup: [
        'Telemetry CHIM#*',
        'Telemetry DIRTY#*',
        'Telemetry FAC#*',
        'Telemetry NET#*',
        'Telemetry ROLLUP#*',
      ],
      RollupReconcile: ['Telemetry CHIM#*', 'Telemetry DIRTY#*', 'Telemetry FAC#*', 'Telemetry NET#*'],
      RollupWatch: ['Ledger ALERTS#*', 'Ledger OPENALERTS', 'Telemetry STATUS'],
      ApiNounsEmissions: ['Ledger UPLOAD#*', 'Telemetry DEV#*', 'Telemetry DIRTY#*'],
      ApiNounsFactories: ['Ledger FAC#*', 'Telemetry DIRTY#*'],
      ApiNounsDevices: ['Ledger DEV#*', 'Ledger FAC#*', 'Ledger FACDEV#*', 'Telemetry DIRTY#*'],
      ApiNounsAlerts: ['Ledger ALERTS#*'],
      ApiNounsLive: ['Ledger LEASES', 'Ledger USERLEASES#*'],
    });
  });

  it('let nobody delete items but roll-up its markers, leases their own, and watch and device-event pointers to open alerts', () => {
    expect(itemsByLambda(rights.filter(({ action }) => action === 'DeleteItem'))).toEqual({
      Rollup: ['Telemetry DIRTY#*'],
      ApiNounsLive: ['Ledger LEASES', 'Ledger USERLEASES#*'],
      RollupWatch: ['Ledger OPENALERTS'],
      IngestDeviceEvent: ['Ledger OPENALERTS'],
    });
  });

  it('let memberships be read by the API’s doors and the authorizer, by their own key, and never listed', () => {
    const reading = rights.filter(({ table, keys }) => table === 'Ledger' && keys.includes('USER#*'));
    expect(reading.map(({ action }) => action)).toEqual(Array.from(reading, () => 'GetItem'));
    expect(reading.map(({ lambda }) => lambda).toSorted()).toEqual([
      'ApiNounsAlerts',
      'ApiNounsDevices',
      'ApiNounsEmissions',
      'ApiNounsFactories',
      'ApiNounsLive',
      'ApiNounsQuarantine',
      'ApiNounsUsers',
      'LiveAuthorizer',
    ]);
  });
});
