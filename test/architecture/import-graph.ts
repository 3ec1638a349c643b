import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Rooms in which source lives, and so in which arrows count. */
const rooms = ['contract', 'lambdas', 'lib', 'bin', 'local', 'frontend/src', 'bench', 'scripts'];

/** Paths of all TypeScript below a folder, tests and declarations left out. */
export const sourceFiles = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name === 'dist') return [];
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /(?<!\.d)\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [path] : [];
  });

const importSpecifier = /(?:from\s+|import\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm;

const target = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('@carbon-track/contract/')) {
    return join('contract', specifier.slice('@carbon-track/contract/'.length));
  }
  return specifier.startsWith('.') ? relative(projectRoot, resolve(dirname(file), specifier)) : null;
};

export type Arrow = { from: string; to: string };

/** Every import between files of the project, as paths from its root. Packages from outside are left out. */
export const importArrows = (): Arrow[] =>
  rooms
    .map((room) => join(projectRoot, room))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false }))
    .flatMap(sourceFiles)
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(importSpecifier)].flatMap((match) => {
        const to = target(file, match[1] ?? '');
        return to === null ? [] : [{ from: relative(projectRoot, file), to }];
      }),
    );
