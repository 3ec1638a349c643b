import { describe, expect, it } from 'vitest';
import { runSoak } from './run.ts';

describe('a short soak', () => {
  it('ends with every hour, day and network row exactly as the oracle says, through crashes and refusals', async () => {
    const report = await runSoak({ seed: 20_261_124, devices: 6, minutes: 60 });
    expect(report.differences).toEqual([]);
    expect(report.largestDifference).toBeLessThan(1e-9);
    expect(report.acknowledged).toBe(report.messages);
    expect(report.kills).toBeGreaterThanOrEqual(4);
    expect(report.sent).toBeGreaterThan(report.messages);
    expect(report.duplicatesAbsorbed).toBeGreaterThan(100);
    expect(report.hoursCompared).toBeGreaterThan(10);
    expect(Object.keys(report.quarantined).length).toBeGreaterThanOrEqual(5);
  }, 120_000);
});
