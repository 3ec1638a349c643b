import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFile, undescribed } from '@carbon-track/contract/build/undescribed.ts';
import { describe, expect, it } from 'vitest';

const contract = join(import.meta.dirname, '../../contract');
const files = readdirSync(contract, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/^(?:node_modules|build)\b/.test(name))
  .map((name) => join(contract, name));
const sources = files.map((file) => readFileSync(file, 'utf8'));

describe('the contract as the portal gets it', () => {
  it('holds no sentence about itself', () => {
    expect(files.filter((file) => !contractFile.test(file))).toEqual([]);
    const sentences = sources.flatMap(
      (source) => undescribed(source).match(/\.describe\(|summary: '.+'/g) ?? [],
    );
    expect(sources.join('').match(/\.describe\(/g)?.length).toBeGreaterThan(50);
    expect(sentences).toEqual([]);
  });

  it('keeps everything else, whatever stands around or inside a sentence', () => {
    const source = `z.number().describe('it’s (k = 2)').nullable().describe(\n  "the door's",\n).optional(), summary: 'A, b'`;
    expect(undescribed(source)).toBe("z.number().nullable().optional(), summary: ''");
  });
});
