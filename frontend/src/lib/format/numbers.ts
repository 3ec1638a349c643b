/**
 * Every number a person reads is made here. Figures are rounded for the screen; reports keep three decimals of a kg.
 * A value and its uncertainty share unit and decimals: "312 kg/h ± 24".
 */
export type Language = 'en' | 'sw';
const tags: Record<Language, string> = { en: 'en-KE', sw: 'sw-KE' };
export const localeTag = (language: Language): string => tags[language];

/** Between a number and its unit, so that no line breaks there. */
const nbsp = '\u00a0';
export const unknownValue = '—';
const secondsPerHour = 3_600;
const kgPerTonne = 1_000;

type Scale = { unit: string; factor: number; decimals: number };

const rateScale = (kgPerH: number): Scale =>
  kgPerH >= 10_000
    ? { unit: 't/h', factor: 1 / kgPerTonne, decimals: 1 }
    : { unit: 'kg/h', factor: 1, decimals: kgPerH < 10 ? 1 : 0 };

const massScale = (kg: number): Scale =>
  kg >= kgPerTonne
    ? { unit: 't', factor: 1 / kgPerTonne, decimals: kg >= 1_000 * kgPerTonne ? 0 : 1 }
    : { unit: 'kg', factor: 1, decimals: 0 };

export type NumberFormat = ReturnType<typeof numberFormat>;

/** The formatter of one language. Null in, "—" out: missing is never shown as zero. */
export const numberFormat = (language: Language) => {
  const plain = (value: number, decimals: number): string =>
    new Intl.NumberFormat(tags[language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
      .format(value)
      .replace('-', '−');
  const scaled = (value: number, scale: Scale): string =>
    `${plain(value * scale.factor, scale.decimals)}${nbsp}${scale.unit}`;
  const plusMinus = (uncertainty: number | null, scale: Scale): string =>
    uncertainty === null ? '' : `${nbsp}±${nbsp}${plain(uncertainty * scale.factor, scale.decimals)}`;
  const unit =
    (symbol: string, decimals: number, factor = 1) =>
    (value: number | null): string =>
      value === null ? unknownValue : `${plain(value * factor, decimals)}${nbsp}${symbol}`;
  return {
    count: (value: number): string => plain(value, 0),
    decimal: plain,
    /** kg CO2 per second in, kg/h (or t/h from 10,000 kg/h) out. */
    rate: (kgPerS: number | null, uncertaintyKgPerS: number | null = null): string => {
      if (kgPerS === null) return unknownValue;
      if (kgPerS === 0) return `0${nbsp}kg/h`;
      const scale = rateScale(kgPerS * secondsPerHour);
      const perHour = uncertaintyKgPerS === null ? null : uncertaintyKgPerS * secondsPerHour;
      return scaled(kgPerS * secondsPerHour, scale) + plusMinus(perHour, scale);
    },
    /** kg below a tonne, tonnes from there on. */
    mass: (kg: number | null, uncertaintyKg: number | null = null): string =>
      kg === null ? unknownValue : scaled(kg, massScale(kg)) + plusMinus(uncertaintyKg, massScale(kg)),
    /** A share of 0 … 1 as whole percent. Rounded down, so that only a whole reads as 100 %. */
    share: (share: number | null): string =>
      share === null ? unknownValue : `${plain(Math.floor(share * 100 + 1e-9), 0)}${nbsp}%`,
    /** How large a change is; a word or an arrow beside it says in which direction. */
    size: (relative: number): string => `${plain(Math.abs(relative) * 100, 0)}${nbsp}%`,
    /** kg CO2 per kg made tea, with a unit only if one is given. */
    intensity: (kgPerKg: number | null, uncertaintyKgPerKg: number | null = null, symbol = ''): string =>
      kgPerKg === null
        ? unknownValue
        : `${plain(kgPerKg, 2)}${symbol === '' ? '' : nbsp}${symbol}` +
          plusMinus(uncertaintyKgPerKg, { unit: symbol, factor: 1, decimals: 2 }),
    celsius: unit('°C', 0),
    metresPerSecond: unit('m/s', 1),
    kilopascal: unit('kPa', 1, 1 / 1_000),
    volumePercent: unit('%', 1, 100),
    ppm: unit('ppm', 0, 1e6),
  };
};
