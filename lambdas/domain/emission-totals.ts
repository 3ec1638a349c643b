import type { EmissionTotals } from '@carbon-track/contract/emissions.ts';
import type { HourFold, HourSlot, Substitution } from './hour-fold.ts';

/** Nothing happened: 0 kg, known exactly. */
export const emptyTotals: EmissionTotals = {
  integratedKg: 0,
  coveredS: 0,
  operatingS: 0,
  validReadings: 0,
  possibleReadings: 0,
  capture: null,
  measuredKg: 0,
  measuredOperatingS: 0,
  substitutedKg: 0,
  substitutedOperatingS: 0,
  missingOperatingS: 0,
  expandedUncertaintyKg: 0,
};

/** U of an hour replaced by its neighbours (rung 1), relative, k = 2. */
export const neighbourSubstitutionUncertainty = 0.5;

/** min(1, n/max), of counts; null while nothing operated. */
export const captureOf = (validReadings: number, possibleReadings: number): number | null =>
  possibleReadings === 0 ? null : Math.min(1, validReadings / possibleReadings);

/** 5·n ≥ 4·max in integers: at least 80 %. Source: (EU) 2023/1773, Annex III B.6.2. */
export const isEightyPercent = (validReadings: number, possibleReadings: number): boolean =>
  5 * validReadings >= 4 * possibleReadings;

/** Whether an hour stands on its own. One that operated needs covered time too, else there is nothing to scale. */
export const isValidHour = (fold: HourFold): boolean =>
  isEightyPercent(fold.validReadings, fold.possibleReadings) &&
  (fold.operatingMinutes === 0 || fold.coveredMs > 0);

/** integrated_kg · operating_s / covered_s of a valid hour; 0 when nothing operated. */
export const measuredKgOf = (fold: HourFold): number =>
  fold.operatingMinutes === 0 ? 0 : (fold.integratedKg * fold.operatingMinutes * 60_000) / fold.coveredMs;

/** 0 measured or off, 1 neighbours, 2 fuel, 3 missing. */
export const substitutionRungOf = (slot: HourSlot): 0 | 1 | 2 | 3 =>
  isValidHour(slot.fold) ? 0 : (slot.substitution?.rung ?? 3);

/** The totals of one chimney-hour. An hour below 80 % is replaced whole or missing; its integrated kg is kept beside. */
export const hourTotals = (slot: HourSlot): EmissionTotals => {
  const { fold } = slot;
  const operatingS = fold.operatingMinutes * 60;
  const base = {
    ...emptyTotals,
    integratedKg: fold.integratedKg,
    coveredS: fold.coveredMs / 1_000,
    operatingS,
    validReadings: fold.validReadings,
    possibleReadings: fold.possibleReadings,
    capture: captureOf(fold.validReadings, fold.possibleReadings),
  };
  if (isValidHour(fold)) return { ...base, ...measured(fold, operatingS) };
  if (slot.substitution === null) return { ...base, missingOperatingS: operatingS };
  return { ...base, ...substituted(slot.substitution, operatingS) };
};

const measured = (fold: HourFold, operatingS: number) => {
  const measuredKg = measuredKgOf(fold);
  const relative = fold.expandedUncertaintyRelative;
  return {
    measuredKg,
    measuredOperatingS: operatingS,
    expandedUncertaintyKg: measuredKg === 0 ? 0 : relative === null ? null : measuredKg * relative,
  };
};

/** Rung 2 carries the fuel's uncertainty, which only the fuel entry knows: unknown here. */
const substituted = (substitution: Substitution, operatingS: number) => ({
  substitutedKg: substitution.substitutedKg,
  substitutedOperatingS: operatingS,
  expandedUncertaintyKg:
    substitution.rung === 1 ? substitution.substitutedKg * neighbourSubstitutionUncertainty : null,
});

const sum = (
  totals: readonly EmissionTotals[],
  combine: (uncertaintiesKg: readonly number[]) => number,
): EmissionTotals => {
  const result = totals.reduce(add, emptyTotals);
  const uncertainties = totals.map(({ expandedUncertaintyKg }) => expandedUncertaintyKg);
  const known = uncertainties.filter((kg) => kg !== null);
  return {
    ...result,
    capture: captureOf(result.validReadings, result.possibleReadings),
    expandedUncertaintyKg: known.length === uncertainties.length ? combine(known) : null,
  };
};

const add = (a: EmissionTotals, b: EmissionTotals): EmissionTotals => ({
  integratedKg: a.integratedKg + b.integratedKg,
  coveredS: a.coveredS + b.coveredS,
  operatingS: a.operatingS + b.operatingS,
  validReadings: a.validReadings + b.validReadings,
  possibleReadings: a.possibleReadings + b.possibleReadings,
  capture: null,
  measuredKg: a.measuredKg + b.measuredKg,
  measuredOperatingS: a.measuredOperatingS + b.measuredOperatingS,
  substitutedKg: a.substitutedKg + b.substitutedKg,
  substitutedOperatingS: a.substitutedOperatingS + b.substitutedOperatingS,
  missingOperatingS: a.missingOperatingS + b.missingOperatingS,
  expandedUncertaintyKg: null,
});

/** Hours of one chimney into days, days into months: everything within one chimney is systematic, so U adds up. */
export const sumOverTime = (totals: readonly EmissionTotals[]): EmissionTotals =>
  sum(totals, (uncertainties) => uncertainties.reduce((total, kg) => total + kg, 0));

/** Chimneys into a factory, factories into the network: independent sources, √ΣU². Sum over time first. */
export const sumOverSources = (totals: readonly EmissionTotals[]): EmissionTotals =>
  sum(totals, (uncertainties) => Math.sqrt(uncertainties.reduce((total, kg) => total + kg * kg, 0)));
