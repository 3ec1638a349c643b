import { useSettings } from '../settings/settings.ts';
import { type Language, type NumberFormat, numberFormat } from './numbers.ts';
import { type TimeFormat, timeFormat } from './times.ts';

const formats = new Map<Language, NumberFormat & TimeFormat>();

/** Numbers and times in the reader's language. Made once per language: `Intl` formats are dear to build. */
export const formatOf = (language: Language): NumberFormat & TimeFormat => {
  const known = formats.get(language) ?? { ...numberFormat(language), ...timeFormat(language) };
  formats.set(language, known);
  return known;
};

export const useFormat = (): NumberFormat & TimeFormat => formatOf(useSettings().language);
