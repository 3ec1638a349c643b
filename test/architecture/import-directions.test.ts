import { describe, expect, it } from 'vitest';
import { type Arrow, importArrows } from './import-graph.ts';

/** What each room may reach for. The first prefix that fits a file decides; a room may always use itself. */
const mayImport: readonly [room: string, allowed: readonly string[]][] = [
  ['contract/', []],
  ['frontend/', ['contract/']],
  ['lambdas/domain/', ['contract/']],
  ['lambdas/adapters/', ['contract/', 'lambdas/domain/']],
  ['lambdas/middleware/', ['contract/', 'lambdas/domain/', 'lambdas/adapters/']],
  ['lambdas/', ['contract/']],
  ['lib/', ['contract/', 'lambdas/']],
  ['bin/', ['lib/', 'contract/']],
  ['local/', ['contract/', 'lambdas/']],
  ['scripts/', ['contract/', 'lambdas/', 'local/']],
  ['bench/', ['contract/', 'lambdas/', 'local/', 'lib/', 'test/browser/']],
];

const roomOf = (file: string): readonly [string, readonly string[]] | undefined =>
  mayImport.find(([room]) => file.startsWith(room));

const againstTheArrows = ({ from, to }: Arrow): boolean => {
  const room = roomOf(from);
  return room !== undefined && !to.startsWith(room[0]) && !room[1].some((allowed) => to.startsWith(allowed));
};

const cycleThrough = (arrows: readonly Arrow[]): string[] => {
  const next = Map.groupBy(arrows, (arrow) => arrow.from);
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const arrow of next.get(file) ?? []) {
      const cycle = walk(arrow.to, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = walk(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
};

describe('the rooms', () => {
  const arrows = importArrows();

  it('are read at all: an empty graph would prove nothing', () => {
    expect(arrows.length).toBeGreaterThan(50);
    expect(arrows).toContainEqual({ from: 'contract/routes.ts', to: 'contract/routes/users.ts' });
  });

  it('import only along the arrows', () => {
    expect(arrows.filter(againstTheArrows)).toEqual([]);
  });

  it('have no import cycles', () => {
    expect(cycleThrough(arrows)).toEqual([]);
  });

  it('would see an arrow against the direction and a cycle', () => {
    expect(againstTheArrows({ from: 'lambdas/domain/x.ts', to: 'lambdas/adapters/y.ts' })).toBe(true);
    expect(
      cycleThrough([
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ]),
    ).toEqual(['a', 'b', 'a']);
  });
});
