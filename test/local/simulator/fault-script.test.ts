import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../local/simulator/backoff.ts';
import { defaultFaults, type Fault, faultsAt } from '../../../local/simulator/fault-script.ts';

const outage: Fault = { deviceId: 'ct-a-1a', kind: 'outage', fromS: 60, forS: 30, everyS: 600 };

describe('a fault script', () => {
  it('starts, ends and repeats a fault at the second it says, for its device only', () => {
    const active = (elapsedS: number) => faultsAt([outage], 'ct-a-1a', elapsedS * 1_000).has('outage');
    expect([59, 60, 89, 90, 659, 660, 689, 690].map(active)).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(faultsAt([outage], 'ct-b-1a', 61_000).size).toBe(0);
  });

  it('happens once without a repetition', () => {
    const once = [{ ...outage, everyS: null }];
    expect(faultsAt(once, 'ct-a-1a', 61_000).has('outage')).toBe(true);
    expect(faultsAt(once, 'ct-a-1a', 661_000).size).toBe(0);
  });

  it('by default touches a small part of a fleet with every kind of fault, and spares a handful of devices', () => {
    const fleet = Array.from({ length: 171 }, (_, index) => `ct-factory${index}-1a`);
    const faults = defaultFaults(fleet);
    expect(new Set(faults.map((fault) => fault.kind)).size).toBe(5);
    expect(new Set(faults.map((fault) => fault.deviceId)).size).toBeLessThan(25);
    expect(defaultFaults(fleet.slice(0, 5))).toEqual([]);
  });
});

describe('the backoff', () => {
  it('stays below a limit that doubles from half a second to five minutes', () => {
    const limits = [0, 1, 2, 9, 10, 50].map((attempt) => backoffMs(attempt, () => 1));
    expect(limits).toEqual([500, 1_000, 2_000, 256_000, 300_000, 300_000]);
    expect(backoffMs(3, () => 0.5)).toBe(2_000);
  });
});
