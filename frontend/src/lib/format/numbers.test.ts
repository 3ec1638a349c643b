import { describe, expect, it } from 'vitest';
import { numberFormat } from './numbers.ts';

const en = numberFormat('en');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers on the screen', () => {
  it('gives a rate per hour with its uncertainty in the same unit and decimals', () => {
    expect(plain(en.rate(312 / 3_600, 24 / 3_600))).toBe('312 kg/h ± 24');
    expect(plain(en.rate(4.2 / 3_600, 0.6 / 3_600))).toBe('4.2 kg/h ± 0.6');
    expect(plain(en.rate(12_400 / 3_600))).toBe('12.4 t/h');
  });

  it('changes from kg to tonnes at 1,000 kg', () => {
    expect(plain(en.mass(999, 80))).toBe('999 kg ± 80');
    expect(plain(en.mass(41_240, 2_600))).toBe('41.2 t ± 2.6');
    expect(plain(en.mass(1_234_567))).toBe('1,235 t');
  });

  it('shows missing as a dash and zero as zero', () => {
    expect([en.rate(null), en.mass(null), en.share(null), en.celsius(null)]).toEqual(['—', '—', '—', '—']);
    expect(plain(en.rate(0, 0))).toBe('0 kg/h');
    expect(plain(en.mass(0))).toBe('0 kg');
  });

  it('reads as 100 % only when nothing is missing', () => {
    expect(plain(en.share(0.999))).toBe('99 %');
    expect(plain(en.share(1))).toBe('100 %');
    expect(plain(en.share(0.29))).toBe('29 %');
  });

  it('turns a fraction into percent and ppm', () => {
    expect(plain(en.volumePercent(0.084))).toBe('8.4 %');
    expect(plain(en.ppm(0.084))).toBe('84,000 ppm');
    expect(plain(en.kilopascal(80_400))).toBe('80.4 kPa');
  });

  it('gives a change by its size and a value below zero a minus sign, not a hyphen', () => {
    expect([plain(en.size(-0.14)), plain(en.size(0.06))]).toEqual(['14 %', '6 %']);
    expect(plain(en.celsius(-3))).toBe('−3 °C');
  });

  it('knows Swahili', () => {
    expect(plain(numberFormat('sw').rate(1_312 / 3_600))).toBe('1,312 kg/h');
  });
});
