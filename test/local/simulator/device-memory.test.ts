import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeviceMemory } from '../../../local/simulator/device-memory.ts';

describe('the memory of simulated devices', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'device-memory-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = (ids: readonly string[]) => openDeviceMemory(join(folder, 'deep', 'devices.json'), ids);

  it('never gives a sequence number twice over restarts, however abruptly the process ended', () => {
    const seen: number[] = [];
    for (let run = 0; run < 4; run += 1) {
      const device = open(['ct-a-1a'])('ct-a-1a');
      for (let index = 0; index < 1_000 + run; index += 1) seen.push(device.nextSeq());
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('counts boots and keeps away from the epoch of seeded history', () => {
    expect(open(['ct-a-1a'])('ct-a-1a')).toMatchObject({ boot: 1, epoch: 1 });
    expect(open(['ct-a-1a'])('ct-a-1a')).toMatchObject({ boot: 2, epoch: 1 });
  });

  it('keeps devices apart, and one that was left out for a run remembers', () => {
    const first = open(['ct-a-1a', 'ct-b-1a']);
    expect(first('ct-a-1a').nextSeq()).toBe(0);
    expect(first('ct-b-1a').nextSeq()).toBe(0);
    open(['ct-a-1a']);
    expect(open(['ct-a-1a', 'ct-b-1a'])('ct-b-1a').boot).toBe(2);
  });
});
