export type LeaseRecord = {
  readonly factoryId: string;
  readonly sub: string;
  readonly tabId: string;
  readonly expiresAtMs: number;
};

export type Leases = {
  /** Takes or renews; `limit` when the user already holds `maxLeasesPerUser` other live leases. */
  take(lease: LeaseRecord, nowMs: number): Promise<'taken' | 'limit'>;
  ofUser(sub: string, nowMs: number): Promise<LeaseRecord[]>;
  leasedFactories(nowMs: number): Promise<ReadonlySet<string>>;
};
