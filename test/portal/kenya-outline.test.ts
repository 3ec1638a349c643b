import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { kenyaOutline } from '../../frontend/build/kenya-outline.ts';

describe('Kenya’s outline', () => {
  const path = kenyaOutline();

  it('is what the script makes of the atlas', async () => {
    const file = join(import.meta.dirname, '../../frontend/src/features/overview/kenya-outline.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ path });
  });

  it('lies within the map and stays small', () => {
    const numbers = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]);
    expect(numbers.length).toBeGreaterThan(100);
    for (const [x = -1, y = -1] of numbers) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(500);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(640);
    }
    expect(gzipSync(path).length).toBeLessThan(4_096);
  });
});
