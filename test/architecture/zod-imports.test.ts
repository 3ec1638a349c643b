import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot, sourceFiles } from './import-graph.ts';

/** zod under a name of its own (`{ z }` or a default) is an object nothing can be dropped from: 370 kB of languages. */
const heavyImport = /^import\s+(?:type\s+)?(?!type\b)(?:\{|\w)[^;*]*?\sfrom\s+['"]zod['"]/m;

const zodImport = /\sfrom\s+['"]zod['"]/;

const filesThat = (pattern: RegExp): string[] =>
  ['contract', 'lambdas', 'frontend/src', 'local']
    .flatMap((room) => sourceFiles(join(projectRoot, room)))
    .filter((path) => pattern.test(readFileSync(path, 'utf8')));

it('zod is imported whole, as `import * as z`', () => {
  expect(filesThat(zodImport).length).toBeGreaterThan(20);
  expect(filesThat(heavyImport)).toEqual([]);
});

it.each([
  ["import { z } from 'zod';", true],
  ["import type { z } from 'zod';", true],
  ["import z from 'zod';", true],
  ["import {\n  type ZodType,\n  z,\n} from 'zod';", true],
  ["import * as z from 'zod';", false],
  ["import type * as z from 'zod';", false],
  ["import { a } from './a.ts';\nimport * as z from 'zod';", false],
])('%j is seen as it is', (text, isHeavy) => {
  expect(heavyImport.test(text)).toBe(isHeavy);
});
