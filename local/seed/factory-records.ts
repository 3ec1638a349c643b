import type { Device } from '@carbon-track/contract/device.ts';
import type { CombustionUnit, FactorySummary } from '@carbon-track/contract/factory.ts';
import type { FactoryRecord } from '../../lambdas/adapters/ports/registry.ts';
import { dayNumber, dayStartMs } from '../simulator/firing-shift.ts';
import { configurationOf } from './chimney-configuration.ts';
import { type ChimneyDesign, chimneyDesigns } from './chimney-design.ts';
import { countyOf, type FactoryRow, factoryRows, regionOf } from './factory-rows.ts';

/** Days of history before today; devices were installed a month earlier. */
export const historyDays = 90;
const installedDaysAgo = historyDays + 30;

export type SeededFactory = {
  readonly record: FactoryRecord;
  readonly devices: readonly Device[];
  readonly designs: readonly ChimneyDesign[];
};

const summaryOf = (row: FactoryRow): FactorySummary => {
  const county = countyOf(row.location);
  const { chimneys, ...rest } = row;
  return { ...rest, county, region: regionOf(county), approximate: true, chimneyCount: chimneys };
};

const boilerOf = ({ factory, chimneyId, number }: ChimneyDesign): CombustionUnit => ({
  unitId: `boiler-${number}`,
  kind: 'boiler',
  name: `Boiler ${number}`,
  mainFuel: factory.mainFuel,
  chimneyId,
});

const genset: CombustionUnit = {
  unitId: 'genset-1',
  kind: 'genset',
  name: 'Standby genset',
  mainFuel: 'diesel',
  chimneyId: null,
};

const deviceOf = (design: ChimneyDesign, provisionedAtMs: number): Device => ({
  deviceId: design.deviceId,
  factoryId: design.factory.factoryId,
  chimneyId: design.chimneyId,
  kind: 'mcu',
  status: 'active',
  provisionedAtMs,
  revokedAtMs: null,
  certificateId: null,
});

const seededFactory = (row: FactoryRow, installedAtMs: number): SeededFactory => {
  const designs = chimneyDesigns(row);
  const record: FactoryRecord = {
    factory: summaryOf(row),
    chimneys: designs.map(({ chimneyId, number }) => ({ chimneyId, name: `Chimney ${number}`, inUse: true })),
    units: [...designs.map(boilerOf), genset],
    configurations: designs.map((design) => ({
      chimneyId: design.chimneyId,
      fromMs: installedAtMs,
      toMs: null,
      revision: 1,
      configuration: configurationOf(design),
    })),
    assignments: designs.map(({ deviceId, chimneyId }) => ({
      deviceId,
      chimneyId,
      fromMs: installedAtMs,
      toMs: null,
      priority: 0,
    })),
    invalidations: [],
    declaredOff: [],
  };
  return { record, devices: designs.map((design) => deviceOf(design, installedAtMs)), designs };
};

/**
 * The factories of the demonstration with chimneys, units, devices and dated configurations as of `nowMs`.
 * `certificateId` of the devices is null: whoever issues the certificates fills it in.
 */
export const factoryRecords = (
  nowMs: number,
  rows: readonly FactoryRow[] = factoryRows,
): readonly SeededFactory[] => {
  const installedAtMs = dayStartMs(dayNumber(nowMs) - installedDaysAgo);
  return rows.map((row) => seededFactory(row, installedAtMs));
};
