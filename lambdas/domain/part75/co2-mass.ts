import { ambientOxygenPercent } from '../physics/pitot.ts';
import { roundHalfAway } from '../rounding.ts';

/** Short tons of CO2 per scf and % CO2. Source: 40 CFR 75 Appendix F, equation F-11. */
export const part75MassConstant = 5.7e-7;

/** F-11: E = 5.7e-7·C·Q, short ton/h, from % CO2 wet and wet flow in scfh. */
export const co2MassF11ShortTonPerH = (co2WetPercent: number, flowScfh: number): number =>
  part75MassConstant * co2WetPercent * flowScfh;

/** F-2: E = 5.7e-7·C·Q·(100 − %H2O)/100, short ton/h, from % CO2 dry, wet flow in scfh and % H2O. */
export const co2MassF2ShortTonPerH = (
  co2DryPercent: number,
  flowScfh: number,
  waterPercent: number,
): number => (co2MassF11ShortTonPerH(co2DryPercent, flowScfh) * (100 - waterPercent)) / 100;

/**
 * E = 5.7e-7·100·Fc·HI, short ton/h, from heat input in mmBtu/h and Fc in scf CO2/mmBtu: F-15 solved for flow times
 * concentration and put into F-11.
 */
export const co2MassFromHeatInputShortTonPerH = (heatInputMmBtuPerH: number, carbonFc: number): number =>
  part75MassConstant * 100 * carbonFc * heatInputMmBtuPerH;

/** F-14A: CO2 = 100·(Fc/Fd)·(20.9 − O2)/20.9, dry vol%, from O2 dry vol% and the F factors of the fuel. */
export const co2FromOxygenPercent = (o2DryPercent: number, carbonFc: number, dryFd: number): number =>
  (100 * (carbonFc / dryFd) * (ambientOxygenPercent - o2DryPercent)) / ambientOxygenPercent;

/** Hourly mass as reported: one decimal, half away from zero. Source: ECMPS reporting instructions 2021 Q2. */
export const reportedMassShortTonPerH = (massShortTonPerH: number): number =>
  roundHalfAway(massShortTonPerH, 1);
