import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoAlerts } from '../../lambdas/adapters/dynamo-alerts.ts';
import { openLedger } from '../../lambdas/adapters/ledger-table.ts';
import type { Alerts } from '../../lambdas/adapters/ports/alerts.ts';
import { ledgerKeys } from '../../lambdas/adapters/table-keys.ts';
import { alert } from '../fakes/alert.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';

const at = (minute: number): number => Date.parse('2026-11-24T08:00:00.000Z') + minute * 60_000;

describe('alerts on a real table', () => {
  let tables: TestTables;
  let alerts: Alerts;
  beforeAll(async () => {
    tables = await startTables();
    alerts = createDynamoAlerts(tables.client, tables.ledgerTable);
  });
  afterAll(() => tables.stop());

  it('opens an alert once, however often it is opened', async () => {
    const opened = alert({ factoryId: 'once', chimneyId: 'once-1', peakValue: 3, unit: 'kg/s' });
    expect(await alerts.open(opened)).toBe('opened');
    expect(await alerts.open(opened)).toBe('already_open');
    expect(await alerts.openOf('once')).toEqual([opened]);
    expect(await alerts.find(opened.alertId)).toEqual(opened);
  });

  it('keeps at most one alert open per chimney and cause, also when two open at the same moment', async () => {
    const first = alert({ factoryId: 'pair', chimneyId: 'pair-1', openedAtMs: at(1) });
    const second = alert({ factoryId: 'pair', chimneyId: 'pair-1', openedAtMs: at(2) });
    const outcomes = await Promise.all([alerts.open(first), alerts.open(second)]);
    expect(outcomes.toSorted()).toEqual(['already_open', 'opened']);
    expect(await alerts.openOf('pair')).toHaveLength(1);
    expect((await alerts.history('pair', 10, undefined)).items).toHaveLength(1);
  });

  it('clears once: later updates and openings of the same alert change nothing', async () => {
    const opened = alert({ factoryId: 'clear', chimneyId: 'clear-1', peakValue: 1 });
    const cleared = { ...opened, clearedAtMs: at(50), peakValue: 2 };
    await alerts.open(opened);
    await alerts.update(cleared);
    await alerts.update({ ...opened, peakValue: 9 });
    await alerts.update({ ...cleared, clearedAtMs: at(59) });
    expect(await alerts.open(opened)).toBe('already_open');
    expect(await alerts.openOf('clear')).toEqual([]);
    expect(await alerts.find(opened.alertId)).toEqual(cleared);
  });

  it('opens the next alert of the same chimney and cause after the first was cleared', async () => {
    const opened = alert({ factoryId: 'next', chimneyId: 'next-1', openedAtMs: at(1) });
    const next = alert({ factoryId: 'next', chimneyId: 'next-1', openedAtMs: at(40) });
    await alerts.open(opened);
    await alerts.update({ ...opened, clearedAtMs: at(30) });
    expect(await alerts.open(next)).toBe('opened');
    expect(await alerts.openOf('next')).toEqual([next]);
    expect((await alerts.history('next', 10, undefined)).items.map(({ openedAtMs }) => openedAtMs)).toEqual([
      at(40),
      at(1),
    ]);
  });

  it('puts an alert that is over straight into the history', async () => {
    const over = alert({ factoryId: 'over', chimneyId: 'over-1', clearedAtMs: at(45) });
    expect(await alerts.open(over)).toBe('opened');
    expect(await alerts.open(over)).toBe('already_open');
    expect(await alerts.openOf('over')).toEqual([]);
    expect((await alerts.history('over', 10, undefined)).items).toEqual([over]);
  });

  it('keeps who acknowledged first and what was explained through later updates', async () => {
    const opened = alert({ factoryId: 'ack', chimneyId: 'ack-1' });
    await alerts.open(opened);
    expect(await alerts.acknowledge(opened.alertId, 'amina', at(35))).toMatchObject({
      acknowledgedBy: 'amina',
    });
    await alerts.acknowledge(opened.alertId, 'otieno', at(36));
    await alerts.explain(opened.alertId, 'otieno', 'wet wood');
    await alerts.update({ ...opened, peakValue: 5, clearedAtMs: at(50) });
    expect(await alerts.find(opened.alertId)).toEqual({
      ...opened,
      peakValue: 5,
      clearedAtMs: at(50),
      acknowledgedBy: 'amina',
      acknowledgedAtMs: at(35),
      explanation: 'wet wood',
    });
  });

  it('answers null for an alert that is not there or an id that cannot be one', async () => {
    for (const id of [alert({ factoryId: 'nowhere' }).alertId, 'not-an-id', '']) {
      expect(await alerts.find(id)).toBeNull();
      expect(await alerts.acknowledge(id, 'amina', 1)).toBeNull();
      expect(await alerts.explain(id, 'amina', 'why')).toBeNull();
    }
  });

  it('updating what was never opened writes nothing', async () => {
    await alerts.update(alert({ factoryId: 'ghost', chimneyId: 'ghost-1', clearedAtMs: at(50) }));
    expect((await alerts.history('ghost', 10, undefined)).items).toEqual([]);
  });

  it('heals what a crash between two writes left behind', async () => {
    const ledger = openLedger(tables.client, tables.ledgerTable);
    const lost = alert({ factoryId: 'crash', chimneyId: 'crash-1', openedAtMs: at(1) });
    const next = alert({ factoryId: 'crash', chimneyId: 'crash-1', openedAtMs: at(2) });
    const pointer = ledgerKeys.openAlert('crash', 'crash-1', 'over_range');
    await ledger.put({ ...pointer, alertId: lost.alertId });
    expect(await alerts.openOf('crash')).toEqual([]);
    expect(await alerts.open(next)).toBe('opened');
    // Cleared, but the crash came before the pointer was deleted.
    await alerts.update({ ...next, clearedAtMs: at(9) });
    await ledger.put({ ...pointer, alertId: next.alertId });
    expect(await alerts.openOf('crash')).toEqual([]);
    const later = alert({ factoryId: 'crash', chimneyId: 'crash-1', openedAtMs: at(20) });
    expect(await alerts.open(later)).toBe('opened');
    expect(await alerts.openOf('crash')).toEqual([later]);
  });

  it('pages through the history newest first and through the network once each', async () => {
    const minutes = [1, 2, 3, 4, 5];
    for (const minute of minutes) {
      await alerts.open(
        alert({ factoryId: 'page', chimneyId: 'page-1', openedAtMs: at(minute), clearedAtMs: at(9) }),
      );
    }
    const first = await alerts.history('page', 3, undefined);
    const second = await alerts.history('page', 3, first.nextCursor ?? '');
    expect([...first.items, ...second.items].map(({ openedAtMs }) => openedAtMs)).toEqual(
      minutes.toReversed().map(at),
    );
    expect(second.nextCursor).toBeNull();

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await alerts.openOfNetwork(1, cursor);
      seen.push(...page.items.map(({ alertId }) => alertId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const expected = await Promise.all(['once', 'pair', 'next', 'crash'].map((id) => alerts.openOf(id)));
    expect(seen.toSorted()).toEqual(
      expected
        .flat()
        .map(({ alertId }) => alertId)
        .toSorted(),
    );
  });
});
