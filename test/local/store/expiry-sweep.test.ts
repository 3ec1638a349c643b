import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startExpirySweep } from '../../../local/store/expiry-sweep.ts';
import { startStore } from '../../../local/store/store.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

describe('the local tables', () => {
  it('keep items over a restart', async () => {
    const folder = await temporaryFolder();
    const first = await startStore(folder, () => undefined);
    const Item = { pk: { S: 'a' }, sk: { S: 'b' } };
    await first.client.send(new PutItemCommand({ TableName: first.telemetryTable, Item }));
    await first.stop();
    const second = await startStore(folder, () => undefined);
    const { Items } = await second.client.send(new ScanCommand({ TableName: second.telemetryTable }));
    await second.stop();
    expect(Items).toEqual([Item]);
  });

  it('forget items whose ttl is past, and only those', async () => {
    const store = await startStore(await temporaryFolder(), () => undefined);
    onTestFinished(() => store.stop());
    const nowS = 1_795_000_000;
    const ttls: [string, string | null][] = [
      ['past', String(nowS - 1)],
      ['future', String(nowS + 1)],
      ['never', null],
    ];
    for (const [sk, ttl] of ttls) {
      const Item = { pk: { S: 'a' }, sk: { S: sk }, ...(ttl !== null && { ttl: { N: ttl } }) };
      await store.client.send(new PutItemCommand({ TableName: store.ledgerTable, Item }));
    }
    const { client, ledgerTable: table } = store;
    const sweep = startExpirySweep({
      ...{ client, table, timeToLive: 'ttl', pauseMs: 1 },
      now: () => nowS * 1_000,
      log: () => undefined,
    });
    onTestFinished(() => sweep.stop());
    const left = async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
      return Items.map(({ sk }) => sk?.S).sort();
    };
    await expect.poll(left).toEqual(['future', 'never']);
  });
});
