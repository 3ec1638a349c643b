import { type ConvertedReading, convertPrepared } from '../../lambdas/domain/convert-reading.ts';
import type { HourFold, HourSlot } from '../../lambdas/domain/hour-fold.ts';
import { hourMs, minuteMs } from '../../lambdas/domain/nairobi.ts';
import {
  type PreparedConfiguration,
  prepareConfiguration,
} from '../../lambdas/domain/prepare-configuration.ts';
import { substituteHours } from '../../lambdas/domain/substitute-hours.ts';
import { dayNumber, shiftOf } from '../simulator/firing-shift.ts';
import { seedOf, uniformAt } from '../simulator/seeded-random.ts';
import { type SeededChimney, seededReading, seededSamplePeriodS } from './seeded-reading.ts';
import { isSilentHour } from './silence.ts';

/** A steady hour is looked at every 10 min, one in which a shift begins or ends every 5 min. */
const steadyStepMinutes = 10;
const edgeStepMinutes = 5;
const coolingMs = hourMs;
const stateCarryMs = 2 * hourMs;
const perMinute = 60 / seededSamplePeriodS;

type Known = { readonly atMs: number; readonly firing: boolean };
type Step = {
  readonly minutes: number;
  readonly converted: ConvertedReading | null;
  readonly firing: boolean;
};

/** `cold`: nothing burns and the flue has cooled; `steady`: burning throughout; `edge`: anything between. */
const kindOfHour = ({ design }: SeededChimney, startMs: number): 'cold' | 'steady' | 'edge' => {
  const endMs = startMs + hourMs;
  const shifts = [dayNumber(startMs) - 1, dayNumber(startMs)].flatMap(
    (day) => shiftOf(design.plant, day) ?? [],
  );
  if (shifts.some(({ fromMs, toMs }) => fromMs + hourMs <= startMs && endMs <= toMs)) return 'steady';
  return shifts.some(({ fromMs, toMs }) => fromMs < endMs && startMs < toMs + coolingMs) ? 'edge' : 'cold';
};

const means = (steps: readonly Step[]) => {
  const counted = steps.flatMap(({ converted, firing }) => (firing && converted?.counts ? [converted] : []));
  const sum = (pick: (reading: ConvertedReading) => number | null): number =>
    counted.reduce((total, reading) => total + (pick(reading) ?? 0), 0);
  if (counted.length === 0) return null;
  const flow = sum((reading) => reading.flowNm3PerS);
  const rate = sum((reading) => reading.rateKgPerS);
  return {
    rateKgPerS: rate / counted.length,
    flowNm3PerH: (flow / counted.length) * 3_600,
    concentrationGPerNm3:
      sum((reading) => (reading.concentrationGPerNm3 ?? 0) * (reading.flowNm3PerS ?? 0)) / flow,
    expandedUncertaintyRelative:
      sum((reading) => (reading.expandedUncertaintyRelative ?? 0) * (reading.rateKgPerS ?? 0)) / rate,
  };
};

/** Up to 1.5 % of an hour's readings never arrived. */
const lostShare = (chimneyId: string, startMs: number): number =>
  0.015 * uniformAt(seedOf(`${chimneyId}/lost`), startMs / hourMs);

const foldOf = (chimneyId: string, startMs: number, steps: readonly Step[], silent: boolean): HourFold => {
  const operatingMinutes = steps.reduce((sum, { minutes, firing }) => sum + (firing ? minutes : 0), 0);
  const validMinutes = steps.reduce(
    (sum, { minutes, firing, converted }) => sum + (firing && converted?.counts ? minutes : 0),
    0,
  );
  const mean = means(steps);
  const received = 1 - lostShare(chimneyId, startMs);
  const validReadings = Math.floor(validMinutes * perMinute * received);
  const coveredMs = validReadings * seededSamplePeriodS * 1_000;
  return {
    startMs,
    integratedKg: ((mean?.rateKgPerS ?? 0) * coveredMs) / 1_000,
    coveredMs,
    operatingMinutes,
    validReadings,
    possibleReadings: operatingMinutes * perMinute,
    storedReadings: silent ? 0 : Math.floor(60 * perMinute * received),
    concentrationGPerNm3: mean?.concentrationGPerNm3 ?? null,
    flowNm3PerH: mean?.flowNm3PerH ?? null,
    expandedUncertaintyRelative: mean?.expandedUncertaintyRelative ?? null,
    hasSeeded: true,
    hasUploaded: false,
  };
};

/** The steps of one hour, and what is known of the fire at its end: the same rules of silence as the domain's. */
const stepsOf = (
  chimney: SeededChimney,
  prepared: PreparedConfiguration,
  span: { startMs: number; stepMinutes: number; silent: boolean; nowMs: number },
  before: Known,
): { steps: Step[]; known: Known } => {
  const steps: Step[] = [];
  let known = before;
  // A regular raster would meet the feeding cycle at the same phase over and over.
  const chance = seedOf(`${chimney.design.chimneyId}/glance`);
  for (let minute = 0; minute < 60; minute += span.stepMinutes) {
    const atMs = span.startMs + minute * minuteMs;
    const insideMs = span.stepMinutes * minuteMs * uniformAt(chance, atMs / minuteMs);
    const converted = span.silent
      ? null
      : convertPrepared(seededReading(chimney, Math.floor(atMs + insideMs), span.nowMs), prepared);
    const looksFiring = converted?.looksFiring ?? null;
    if (looksFiring !== null) known = { atMs: atMs + span.stepMinutes * minuteMs, firing: looksFiring };
    const firing = atMs - known.atMs <= stateCarryMs ? known.firing : true;
    steps.push({ minutes: span.stepMinutes, converted, firing });
  }
  return { steps, known };
};

/**
 * The hours `[fromMs, toMs)` of one chimney as its device would have given them: a few representative readings an
 * hour go through the domain's conversion and stand for the others. Hours below 80 % are substituted as in the domain.
 */
export const seededHours = (
  chimney: SeededChimney,
  period: { fromMs: number; toMs: number; nowMs: number },
): HourSlot[] => {
  const { chimneyId, factory } = chimney.design;
  const prepared = prepareConfiguration(chimney.configuration);
  const slots: HourSlot[] = [];
  let known: Known = { atMs: period.fromMs, firing: false };
  for (let startMs = period.fromMs; startMs < period.toMs; startMs += hourMs) {
    const kind = kindOfHour(chimney, startMs);
    const silent = isSilentHour({ chimneyId, factoryId: factory.factoryId }, startMs, period.nowMs);
    const stepMinutes =
      silent || kind === 'edge' ? edgeStepMinutes : kind === 'steady' ? steadyStepMinutes : 60;
    const hour = stepsOf(chimney, prepared, { startMs, stepMinutes, silent, nowMs: period.nowMs }, known);
    known = hour.known;
    slots.push({
      fold: foldOf(chimneyId, startMs, hour.steps, silent),
      provisional: false,
      substitution: null,
    });
  }
  return substituteHours({ hours: slots });
};
