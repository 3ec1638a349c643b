import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Partition = {
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly offset: number;
  readonly bytes: number;
  readonly flags: string;
};

const firmware = join(import.meta.dirname, '../../firmware');

export const firmwareText = (path: string): string => readFileSync(join(firmware, path), 'utf8');

/** The rows of an ESP-IDF partition table. */
export const partitionsOf = (path: string): Partition[] =>
  firmwareText(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', type = '', subtype = '', offset = '', bytes = '', flags = ''] = line
        .split(',')
        .map((cell) => cell.trim());
      return { name, type, subtype, offset: Number(offset), bytes: Number(bytes), flags };
    });
