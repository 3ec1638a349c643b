import { describe, expect, it } from 'vitest';
import { firmwareText, partitionsOf } from './partition-table.ts';

const mebibyte = 1_048_576;
const sectorBytes = 4_096;
/** One of a sector's 128 slots is its header; one sector is always kept erased. */
const daysOf = (bytes: number, samplePeriodS: number): number =>
  ((bytes / sectorBytes - 1) * 127 * samplePeriodS) / 86_400;

const alignmentOf = ({ type }: { type: string }): number => (type === 'app' ? 0x10000 : sectorBytes);

describe.each([
  ['partitions_8mb.csv', 8],
  ['partitions_16mb.csv', 16],
])('%s', (file, mebibytes) => {
  const partitions = partitionsOf(file);
  const named = (name: string) => {
    const found = partitions.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${file} has no ${name}`);
    return found;
  };

  it('has partitions that are aligned, follow each other and end with the flash', () => {
    let end = 0x9000;
    for (const partition of partitions) {
      expect(partition.offset % alignmentOf(partition), partition.name).toBe(0);
      expect(partition.bytes % sectorBytes, partition.name).toBe(0);
      expect(partition.offset, partition.name).toBeGreaterThanOrEqual(end);
      end = partition.offset + partition.bytes;
    }
    expect(partitions).toHaveLength(7);
    expect(end).toBe(mebibytes * mebibyte);
  });

  it('keeps seven days of readings, one per 5 s, in a log that is not encrypted', () => {
    const log = named('ringlog');
    expect(daysOf(log.bytes, 5)).toBeGreaterThanOrEqual(7);
    expect(log.flags).toBe('');
  });

  it('has two firmware slots of one size, which platformio.ini names as the most an image may have', () => {
    expect(named('app1').bytes).toBe(named('app0').bytes);
    const section = firmwareText('platformio.ini').split(file)[1] ?? '';
    expect(/maximum_size = (\d+)/.exec(section)?.[1]).toBe(String(named('app0').bytes));
    expect(/flash_size = (\d+)MB/.exec(section)?.[1]).toBe(String(mebibytes));
  });

  it('has the partitions the shell asks for, and room to replace an identity without erasing the old one first', () => {
    expect(firmwareText('shell_esp32/esp_flash_partition.cpp')).toContain('"ringlog"');
    expect(firmwareText('shell_esp32/esp_kv.cpp')).toContain('"ctkv"');
    const capacity = Number(/capacity = (\d+);/.exec(firmwareText('core/identity.h'))?.[1]);
    expect(capacity).toBeGreaterThan(4_096);
    expect(named('ctkv').bytes - sectorBytes).toBeGreaterThan(2 * capacity + sectorBytes);
  });
});
