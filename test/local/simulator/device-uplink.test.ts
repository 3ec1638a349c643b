import type { TelemetryRow } from '@carbon-track/contract/telemetry.ts';
import { describe, expect, it } from 'vitest';
import { createUplink } from '../../../local/simulator/device-uplink.ts';

const row = (seq: number): TelemetryRow => [
  seq,
  1_000 + seq,
  3,
  null,
  0,
  null,
  0,
  null,
  0,
  null,
  null,
  null,
  null,
];
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const bench = (rowsPerReport = 1) => {
  const sent: number[][] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const air = { connected: true };
  const uplink = createUplink({
    rowsPerReport: () => rowsPerReport,
    isConnected: () => air.connected,
    publish: (rows) => {
      sent.push(rows.map(([seq]) => seq));
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
  });
  const acknowledge = async (index: number): Promise<void> => {
    answers[index]?.resolve();
    await settle();
  };
  const lose = async (index: number): Promise<void> => {
    answers[index]?.reject(new Error('connection lost'));
    await settle();
  };
  return { uplink, sent, air, acknowledge, lose };
};

describe('the uplink of a simulated device', () => {
  it('sends a live row at once and counts it only when acknowledged', async () => {
    const { uplink, sent, acknowledge } = bench();
    uplink.record(row(1));
    uplink.pump(0);
    expect(sent).toEqual([[1]]);
    expect(uplink.counts()).toEqual({ recorded: 1, acknowledged: 0, dropped: 0, pending: 1 });
    await acknowledge(0);
    expect(uplink.counts()).toEqual({ recorded: 1, acknowledged: 1, dropped: 0, pending: 0 });
  });

  it('has one live message in flight and collects rows meanwhile', async () => {
    const { uplink, sent, acknowledge } = bench();
    uplink.record(row(1));
    uplink.pump(0);
    uplink.record(row(2));
    uplink.record(row(3));
    uplink.pump(5_000);
    expect(sent).toEqual([[1]]);
    await acknowledge(0);
    uplink.pump(5_100);
    expect(sent).toEqual([[1], [2, 3]]);
  });

  it('waits until a report is full', () => {
    const { uplink, sent } = bench(3);
    uplink.record(row(1));
    uplink.record(row(2));
    uplink.pump(0);
    expect(sent).toEqual([]);
    uplink.record(row(3));
    uplink.pump(1);
    expect(sent).toEqual([[1, 2, 3]]);
  });

  it('after an outage sends the newest first, then the backlog oldest first, 60 a message, one a second', async () => {
    const { uplink, sent, air, acknowledge } = bench();
    air.connected = false;
    for (let seq = 1; seq <= 130; seq += 1) {
      uplink.record(row(seq));
      uplink.pump(seq);
    }
    expect(sent).toEqual([]);
    air.connected = true;
    uplink.record(row(131));
    uplink.pump(2_000);
    expect(sent.map((rows) => [rows[0], rows.at(-1)])).toEqual([
      [131, 131],
      [1, 60],
    ]);
    await acknowledge(1);
    uplink.pump(2_900);
    expect(sent).toHaveLength(2);
    uplink.pump(3_000);
    await acknowledge(2);
    uplink.pump(4_000);
    await acknowledge(3);
    expect(sent.slice(2).map((rows) => [rows[0], rows.at(-1)])).toEqual([
      [61, 120],
      [121, 130],
    ]);
    await acknowledge(0);
    expect(uplink.counts()).toMatchObject({ recorded: 131, acknowledged: 131, pending: 0 });
  });

  it('sends again what was in flight when the connection was lost, in order', async () => {
    const { uplink, sent, lose, acknowledge } = bench();
    uplink.record(row(1));
    uplink.pump(0);
    await lose(0);
    uplink.record(row(2));
    uplink.pump(1_000);
    expect(sent).toEqual([[1], [2], [1]]);
    await lose(2);
    await lose(1);
    uplink.pump(2_000);
    await acknowledge(3);
    expect(sent.at(-1)).toEqual([1, 2]);
    expect(uplink.counts()).toMatchObject({ acknowledged: 2, pending: 0 });
  });

  it('drops the oldest and counts them when a day of backlog is full', () => {
    const { uplink, air } = bench(1_000);
    air.connected = false;
    for (let seq = 1; seq <= 18_000; seq += 1) {
      uplink.record(row(seq));
      uplink.pump(seq);
    }
    expect(uplink.counts()).toEqual({ recorded: 18_000, acknowledged: 0, dropped: 720, pending: 17_280 });
  });
});
