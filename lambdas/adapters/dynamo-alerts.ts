import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Alert } from '@carbon-track/contract/alert.ts';
import { alertFromItem, alertItem, keyOfAlert, pointerSchema } from './alert-items.ts';
import { type Change, openAlertTable } from './alert-table.ts';
import { openLedger } from './ledger-table.ts';
import type { Alerts } from './ports/alerts.ts';
import type { StoreAccess } from './table-access.ts';
import { type Key, ledgerKeys } from './table-keys.ts';

const pointerKey = ({ factoryId, chimneyId, cause }: Alert): Key =>
  ledgerKeys.openAlert(factoryId, chimneyId, cause);

const isAlertId = (alertId: string) => ({
  ConditionExpression: 'alertId = :alertId',
  ExpressionAttributeValues: { ':alertId': alertId },
});

const newestFirst = (a: Alert, b: Alert): number => b.openedAtMs - a.openedAtMs;

/** What each call does to which items. */
export const alertsAccess: StoreAccess<Alerts, 'ledger'> = {
  table: 'ledger',
  calls: {
    find: { GetItem: ['alerts'] },
    openOf: { Query: ['openAlerts'], GetItem: ['alerts'] },
    openOfNetwork: { Query: ['openAlerts'], GetItem: ['alerts'] },
    history: { Query: ['alerts'] },
    open: {
      PutItem: ['openAlerts', 'alerts'],
      GetItem: ['openAlerts', 'alerts'],
      DeleteItem: ['openAlerts'],
    },
    update: { UpdateItem: ['alerts'], DeleteItem: ['openAlerts'] },
    acknowledge: { UpdateItem: ['alerts'] },
    explain: { UpdateItem: ['alerts'] },
  },
};

/**
 * Alerts in the Ledger. The alert lies in the history of its factory; a pointer per chimney and cause says which one is
 * open. The pointer is written before the alert and deleted after it is cleared, so a crash in between leaves at most a
 * pointer to nothing or to a cleared alert: readers pass over it, and the next opening takes it.
 */
export const createDynamoAlerts = (client: DynamoDBClient, tableName: string): Alerts => {
  const table = openAlertTable(client, tableName);
  const ledger = openLedger(client, tableName);

  const find = async (alertId: string): Promise<Alert | null> => {
    const key = keyOfAlert(alertId);
    const item = key === null ? null : await ledger.get(key);
    return item === null ? null : alertFromItem(item);
  };

  const openOnes = async (pointers: readonly object[]): Promise<Alert[]> => {
    const keys = pointers.map((pointer) => keyOfAlert(pointerSchema.parse(pointer).alertId));
    const items = await table.getMany(keys.filter((key) => key !== null));
    return items.map(alertFromItem).filter(({ clearedAtMs }) => clearedAtMs === null);
  };

  /** True if the pointer is this alert's now. */
  const takePointer = async (alert: Alert): Promise<boolean> => {
    const { alertId } = alert;
    const pointer = { ...pointerKey(alert), alertId };
    const mine = isAlertId(alertId);
    const isFree = {
      ...mine,
      ConditionExpression: `attribute_not_exists(pk) OR ${mine.ConditionExpression}`,
    };
    if (await table.putIf(pointer, isFree)) return true;
    const held = await ledger.get(pointerKey(alert));
    if (held === null) return table.putIf(pointer, isFree);
    const heldId = pointerSchema.parse(held).alertId;
    const holder = await find(heldId);
    if (holder !== null && holder.clearedAtMs === null) return false;
    return table.putIf(pointer, isAlertId(heldId));
  };

  const dropPointer = (alert: Alert): Promise<boolean> =>
    table.deleteIf(pointerKey(alert), isAlertId(alert.alertId));

  const putNew = async (alert: Alert): Promise<'opened' | 'already_open'> =>
    (await ledger.putNew(alertItem(alert))) === 'put' ? 'opened' : 'already_open';

  const change = async (alertId: string, update: Change): Promise<Alert | null> => {
    const key = keyOfAlert(alertId);
    const item = key === null ? null : await table.update(key, update);
    return item === null ? null : alertFromItem(item);
  };

  return {
    find,
    openOf: async (factoryId) => {
      const pointers = await ledger.query(ledgerKeys.openAlert(factoryId, '', '').pk, `${factoryId}#`);
      return (await openOnes(pointers)).sort(newestFirst);
    },
    openOfNetwork: async (limit, cursor) => {
      const { pk } = ledgerKeys.openAlert('', '', '');
      const pointers = await table.page({ pk, newestFirst: false, limit, cursor });
      return { items: (await openOnes(pointers.items)).sort(newestFirst), nextCursor: pointers.nextCursor };
    },
    history: async (factoryId, limit, cursor) => {
      const { pk } = ledgerKeys.alert(factoryId, 0, '', '');
      const page = await table.page({ pk, newestFirst: true, limit, cursor });
      return { items: page.items.map(alertFromItem), nextCursor: page.nextCursor };
    },
    open: async (alert) => {
      if (alert.clearedAtMs !== null) return putNew(alert);
      if (!(await takePointer(alert))) return 'already_open';
      const outcome = await putNew(alert);
      // The same alert was opened and cleared before: it stays cleared.
      if (outcome === 'already_open' && (await find(alert.alertId))?.clearedAtMs !== null)
        await dropPointer(alert);
      return outcome;
    },
    update: async (alert) => {
      const values = { detail: alert.detail, peakValue: alert.peakValue, clearedAtMs: alert.clearedAtMs };
      const known = Object.entries(values).filter(([, value]) => value !== null);
      await change(alert.alertId, {
        UpdateExpression: `SET ${known.map(([name]) => `${name} = :${name}`).join(', ')}`,
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(clearedAtMs)',
        ExpressionAttributeValues: Object.fromEntries(known.map(([name, value]) => [`:${name}`, value])),
      });
      if (alert.clearedAtMs !== null) await dropPointer(alert);
    },
    acknowledge: (alertId, by, atMs) =>
      change(alertId, {
        UpdateExpression:
          'SET acknowledgedBy = if_not_exists(acknowledgedBy, :by), acknowledgedAtMs = if_not_exists(acknowledgedAtMs, :at)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':by': by, ':at': atMs },
      }),
    explain: (alertId, by, explanation) =>
      change(alertId, {
        UpdateExpression: 'SET explanation = :explanation, explainedBy = :by',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':explanation': explanation, ':by': by },
      }),
  };
};
