import { isValidHour } from './emission-totals.ts';
import type { HourFold, HourSlot, Substitution } from './hour-fold.ts';
import { hourMs } from './nairobi.ts';
import { sampleStatistics, substituteConcentration } from './substitution/substitute-concentration.ts';

/** A gap longer than this many operating minutes says too little about its neighbours: rung 1 does not apply. */
export const longestNeighbourGapMinutes = 24 * 60;
/** Reference of rung 1: the latest valid firing hours before the gap, at least and at most so many. */
export const leastReferenceHours = 24;
export const mostReferenceHours = 720;

export type SubstituteInput = {
  /** Chronological and contiguous: the gap with its neighbours, and up to 720 valid firing hours before it. */
  readonly hours: readonly HourSlot[];
  /** Rung 2: the fuel's kg for an hour that starts at this instant; null where an entry is missing. */
  readonly fuelBased?: (hourStartMs: number) => number | null;
  /** Only reconcile sets it: works frozen substitutions out again. */
  readonly recompute?: boolean;
};

/**
 * Replaces each hour below 80 % whole: rung 1 by the concentration C* = mean + 2σ of the chimney's own past and the
 * neighbours' mean flow, kg = C*·Q̄_N·operating_s/3600/1000; else rung 2 by fuel; else it stays missing. Nothing is
 * decided while an hour of the run or a neighbour is provisional, or the run is still open. A reference once taken is
 * frozen, but the kg follow the hour's operating time and its neighbours' flow as late readings change them; an hour
 * that became valid loses its substitute.
 * Source: (EU) 2018/2066 Articles 43 to 45; (EU) 2023/1773 Annex III B.6.2.
 */
export const substituteHours = (input: SubstituteInput): HourSlot[] => {
  const cleared = input.hours.map((slot) => withoutNeedless(slot, input.recompute === true));
  return cleared.map((slot, index) => {
    if (isValidHour(slot.fold) || slot.provisional) return slot;
    const found = byNeighbours(cleared, index) ?? slot.substitution;
    return { ...slot, substitution: found ?? byFuel(slot.fold, input.fuelBased) };
  });
};

const withoutNeedless = (slot: HourSlot, recompute: boolean): HourSlot =>
  slot.substitution !== null && (recompute || isValidHour(slot.fold))
    ? { ...slot, substitution: null }
    : slot;

const byFuel = (fold: HourFold, fuelBased: SubstituteInput['fuelBased']): Substitution | null => {
  const substitutedKg = fuelBased?.(fold.startMs) ?? null;
  return substitutedKg === null
    ? null
    : { hourStartMs: fold.startMs, rung: 2, substitutedKg, reference: null };
};

const byNeighbours = (hours: readonly HourSlot[], index: number): Substitution | null => {
  const run = runAround(hours, index);
  const slot = hours[index];
  if (run === null || slot === undefined || run.operatingMinutes > longestNeighbourGapMinutes) return null;
  // What stands on fuel was decided while neighbours could not help; only working it out again changes that.
  if (slot.substitution?.rung === 2) return null;
  const reference = slot.substitution?.reference ?? newReference(hours, run.beforeIndex);
  if (reference === null) return null;
  const { meanGPerNm3, sigmaGPerNm3 } = reference;
  const flowNm3PerH = (run.flowBefore + run.flowAfter) / 2;
  return {
    hourStartMs: slot.fold.startMs,
    rung: 1,
    substitutedKg:
      (substituteConcentration(meanGPerNm3, sigmaGPerNm3) * flowNm3PerH * (slot.fold.operatingMinutes / 60)) /
      1_000,
    reference,
  };
};

const newReference = (hours: readonly HourSlot[], beforeIndex: number): Substitution['reference'] => {
  const concentrations = referenceBefore(hours, beforeIndex);
  if (concentrations.length < leastReferenceHours) return null;
  const { mean, sigma } = sampleStatistics(concentrations);
  return { hours: concentrations.length, meanGPerNm3: mean, sigmaGPerNm3: sigma };
};

type Run = { beforeIndex: number; flowBefore: number; flowAfter: number; operatingMinutes: number };

/** The run of invalid hours around one of them, over hours without operation, up to a settled valid hour on each side. */
const runAround = (hours: readonly HourSlot[], index: number): Run | null => {
  const before = neighbour(hours, index, -1);
  const after = neighbour(hours, index, 1);
  if (before === null || after === null) return null;
  const between = hours.slice(before.index + 1, after.index);
  return {
    beforeIndex: before.index,
    flowBefore: before.flowNm3PerH,
    flowAfter: after.flowNm3PerH,
    operatingMinutes: between.reduce((sum, { fold }) => sum + fold.operatingMinutes, 0),
  };
};

/** The nearest valid hour that operated, with its flow; null across a provisional hour or one that was never folded. */
const neighbour = (hours: readonly HourSlot[], from: number, step: 1 | -1) => {
  for (let index = from + step; ; index += step) {
    const slot = hours[index];
    const inner = hours[index - step];
    if (slot === undefined || inner === undefined || slot.provisional) return null;
    if (Math.abs(slot.fold.startMs - inner.fold.startMs) !== hourMs) return null;
    const { flowNm3PerH, operatingMinutes } = slot.fold;
    if (operatingMinutes === 0 || !isValidHour(slot.fold)) continue;
    return flowNm3PerH === null ? null : { index, flowNm3PerH };
  }
};

/** Concentrations of the latest valid firing hours up to and with the hour before the gap. */
const referenceBefore = (hours: readonly HourSlot[], beforeIndex: number): number[] => {
  const concentrations: number[] = [];
  for (let index = beforeIndex; index >= 0 && concentrations.length < mostReferenceHours; index -= 1) {
    const slot = hours[index];
    if (slot === undefined || slot.provisional || slot.fold.operatingMinutes === 0) continue;
    const { concentrationGPerNm3 } = slot.fold;
    if (isValidHour(slot.fold) && concentrationGPerNm3 !== null) concentrations.push(concentrationGPerNm3);
  }
  return concentrations;
};
