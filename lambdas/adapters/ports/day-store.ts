import type { EmissionTotals, Origin } from '@carbon-track/contract/emissions.ts';
import type { HourSlot } from '../../domain/hour-fold.ts';

/** The guard of every roll-up write: read it first, then the children, then write on condition that it is unchanged. */
export type Version = number;

export type ChimneyDay = {
  readonly chimneyId: string;
  readonly factoryId: string;
  readonly date: string;
  readonly version: Version;
  readonly codeRevision: number;
  readonly configurationRevision: number;
  /** 24 slots by Nairobi hour; null where nothing was folded. */
  readonly hours: readonly (HourSlot | null)[];
};

export type FactoryDay = {
  readonly factoryId: string;
  readonly date: string;
  readonly version: Version;
  readonly totals: EmissionTotals;
  readonly origin: Origin;
  readonly complete: boolean;
  readonly chimneysReporting: number;
  readonly chimneysInUse: number;
  /** Null: not entered. 0 is a value. */
  readonly madeTeaKg: number | null;
};

/** The factory-days of one work partition on one date: what a leaderboard reads. */
export type NetworkDay = {
  readonly partition: number;
  readonly date: string;
  readonly version: Version;
  readonly factories: readonly Omit<FactoryDay, 'version' | 'date'>[];
};

/** Thrown-free result of a guarded write: `conflict` means somebody else wrote first; read again and start over. */
export type GuardedWrite = 'written' | 'conflict';

/** Roll-ups. `version` 0 stands for "there is none yet". Dates are Nairobi days, `fromDate` and `toDate` inclusive. */
export type DayStore = {
  chimneyDay(chimneyId: string, date: string): Promise<ChimneyDay | null>;
  chimneyDays(chimneyId: string, fromDate: string, toDate: string): Promise<ChimneyDay[]>;
  /** Writes `day` with `version + 1` on condition that the stored version is still `day.version`. */
  putChimneyDay(day: ChimneyDay): Promise<GuardedWrite>;
  factoryDay(factoryId: string, date: string): Promise<FactoryDay | null>;
  factoryDays(factoryId: string, fromDate: string, toDate: string): Promise<FactoryDay[]>;
  putFactoryDay(day: FactoryDay): Promise<GuardedWrite>;
  networkDay(partition: number, date: string): Promise<NetworkDay | null>;
  /** All partitions of the dates, for leaderboard and overview. */
  networkDays(fromDate: string, toDate: string): Promise<NetworkDay[]>;
  putNetworkDay(day: NetworkDay): Promise<GuardedWrite>;
};
