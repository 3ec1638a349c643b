import { describe, expect, it } from 'vitest';
import { firmwareText, partitionsOf } from './partition-table.ts';

const readme = firmwareText('README.md');

/** Cells of the table under a heading, without its head. */
const tableUnder = (heading: string): string[][] => {
  const [, section = ''] = readme.split(`\n${heading}\n`);
  const rows = section.split(/\n#+ /)[0]?.match(/^\|.*\|$/gm) ?? [];
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return cells.slice(2);
};

const constantsOf = (text: string): Map<string, number> =>
  new Map(
    [...text.matchAll(/constexpr int (\w+) = (\d+);/g)].map(([, name = '', value]) => [name, Number(value)]),
  );

describe('the installer’s tables', () => {
  const [c3 = '', rest = ''] = firmwareText('shell_esp32/pins.h').split('#else');
  const pins = { esp32: constantsOf(rest.split('#endif')[0] ?? ''), c3: constantsOf(c3) };

  it('wire every pin of pins.h, with its number on each board', () => {
    const rows = tableUnder('### Wiring').filter(([name]) => name?.startsWith('`'));
    const named = new Map(
      rows.map(([name = '', , esp32, c3Pin]) => [name.slice(1, -1), [Number(esp32), Number(c3Pin)]]),
    );
    expect(pins.esp32.size).toBe(13);
    expect([...named.keys()].sort()).toEqual([...pins.esp32.keys()].sort());
    for (const [name, numbers] of named)
      expect([name, ...numbers]).toEqual([name, pins.esp32.get(name), pins.c3.get(name)]);
  });

  it('use no pin twice on a board, but for the two anemometers of which one is fitted', () => {
    const { esp32, c3: c3Pins } = pins;
    expect(new Set(esp32.values()).size).toBe(esp32.size);
    expect(c3Pins.get('pulse')).toBe(c3Pins.get('windRx'));
    expect(new Set(c3Pins.values()).size).toBe(c3Pins.size - 1);
  });

  it('name every LED code that the firmware shows, and no other', () => {
    const shown = [...firmwareText('core/led_code.h').matchAll(/return (\d+);/g)].map(([, code]) =>
      Number(code),
    );
    expect(shown.length).toBeGreaterThan(3);
    expect(tableUnder('### LED').map(([blinks]) => Number(blinks))).toEqual(shown.toSorted((a, b) => a - b));
  });

  it('say how many days the ring log of each partition table holds', () => {
    const days = (file: string): number => {
      const log = partitionsOf(file).find(({ name }) => name === 'ringlog');
      return (((log?.bytes ?? 0) / 4_096 - 1) * 127 * 5) / 86_400;
    };
    const stated = tableUnder('## Flash and time').map(([, , atFiveSeconds]) => Number(atFiveSeconds));
    expect(stated[1]).toBeCloseTo(days('partitions_8mb.csv'), 1);
    expect(stated[2]).toBeCloseTo(days('partitions_16mb.csv'), 1);
  });

  it('add the power budget up from its parts', () => {
    const rows = tableUnder('### Power').map((cells) => cells.map((cell) => cell.replaceAll('**', '')));
    const [parts, total] = [rows.slice(0, -1), rows.at(-1)];
    expect(parts.length).toBeGreaterThan(4);
    for (const [part, milliwatts, percent, wattHours] of parts)
      expect(Number(wattHours), part).toBeCloseTo((Number(milliwatts) * Number(percent) * 24) / 100_000, 2);
    const sum = parts.reduce((all, [, , , wattHours]) => all + Number(wattHours), 0);
    expect(Number(total?.[3])).toBeCloseTo(sum, 2);
    expect(sum).toBeGreaterThan(48);
    expect(sum).toBeLessThan(60);
  });
});
