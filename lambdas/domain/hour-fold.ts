/**
 * What one chimney-hour folds to. Sums only, so that days, factories and the network are sums of these.
 * `coveredMs` is an integer because readings and period edges are whole milliseconds.
 */
export type HourFold = {
  readonly startMs: number;
  readonly integratedKg: number;
  readonly coveredMs: number;
  readonly operatingMinutes: number;
  /** Valid readings within operating minutes. */
  readonly validReadings: number;
  /** Operating seconds over the sample period in force, rounded down. */
  readonly possibleReadings: number;
  /** Distinct readings of the primary sources within the hour, valid or not: a refold with fewer never wins. */
  readonly storedReadings: number;
  /** Flow-weighted hourly mean, Σ(c·Q_N)/ΣQ_N, g/Nm³; null without valid readings. */
  readonly concentrationGPerNm3: number | null;
  /** Mean normal flow over the covered time, Nm³/h; null without valid readings. */
  readonly flowNm3PerH: number | null;
  /** k = 2, relative, of the hour's rate (rate-weighted mean over its valid readings); null without valid readings. */
  readonly expandedUncertaintyRelative: number | null;
  readonly hasSeeded: boolean;
  readonly hasUploaded: boolean;
};

/** How an hour below 80 % was replaced, frozen with the reference it stands on. */
export type Substitution = {
  readonly hourStartMs: number;
  readonly rung: 1 | 2;
  readonly substitutedKg: number;
  /** Reference of rung 1: number of hours, mean and standard deviation in g/Nm³; null on rung 2. */
  readonly reference: {
    readonly hours: number;
    readonly meanGPerNm3: number;
    readonly sigmaGPerNm3: number;
  } | null;
};

/** An hour as stored: its fold, and its substitute once there is one. */
export type HourSlot = {
  readonly fold: HourFold;
  /** Folded less than 15 min after its end. */
  readonly provisional: boolean;
  readonly substitution: Substitution | null;
};
