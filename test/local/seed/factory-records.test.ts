import { assignmentSchema, datedConfigurationSchema } from '@carbon-track/contract/chimney.ts';
import { deviceSchema } from '@carbon-track/contract/device.ts';
import { factorySummarySchema } from '@carbon-track/contract/factory.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { factoryRecords } from '../../../local/seed/factory-records.ts';

const now = Date.UTC(2026, 10, 24, 9);
const seeded = factoryRecords(now);
const designs = seeded.flatMap((factory) => factory.designs);
const configurations = seeded.flatMap((factory) =>
  factory.record.configurations.map((dated) => dated.configuration),
);

/** Rough boxes around the tea highlands of each county: south, north, west, east in degrees. */
const teaZones: Record<string, readonly [number, number, number, number]> = {
  Bomet: [-0.95, -0.48, 35.05, 35.58],
  Kericho: [-0.7, -0.15, 35.05, 35.5],
  Nandi: [-0.05, 0.4, 34.85, 35.35],
  Kisii: [-0.95, -0.55, 34.6, 34.95],
  Nyamira: [-0.8, -0.45, 34.8, 35.1],
  Kiambu: [-1.2, -0.82, 36.5, 37.0],
  Muranga: [-0.9, -0.58, 36.7, 37.1],
  Nyeri: [-0.65, -0.35, 36.75, 37.2],
  Kirinyaga: [-0.6, -0.35, 37.1, 37.45],
  Embu: [-0.5, -0.3, 37.4, 37.65],
  Meru: [-0.2, 0.35, 37.5, 38.05],
};

describe('the seeded factories', () => {
  it('are 67 with 171 chimneys, one to four each, and every word fits the contract', () => {
    expect(seeded).toHaveLength(67);
    expect(designs).toHaveLength(171);
    for (const { record, devices } of seeded) {
      factorySummarySchema.parse(record.factory);
      z.array(datedConfigurationSchema).parse(record.configurations);
      z.array(assignmentSchema).parse(record.assignments);
      z.array(deviceSchema).parse(devices);
      expect(record.factory.chimneyCount).toBe(record.chimneys.length);
      expect(record.chimneys.length).toBeGreaterThanOrEqual(1);
      expect(record.chimneys.length).toBeLessThanOrEqual(4);
    }
  });

  it('share no id and no place', () => {
    const ids = seeded.map(({ record }) => record.factory.factoryId);
    const places = seeded.map(({ record }) => `${record.factory.latitudeDeg},${record.factory.longitudeDeg}`);
    const devices = seeded.flatMap((factory) => factory.devices.map((device) => device.deviceId));
    expect(new Set(ids).size).toBe(67);
    expect(new Set(places).size).toBe(67);
    expect(new Set(devices).size).toBe(171);
  });

  it('lie in the tea highlands of their county and say that this is approximate', () => {
    for (const { record } of seeded) {
      const { county, latitudeDeg, longitudeDeg, altitudeM, approximate, region } = record.factory;
      const [south, north, west, east] = teaZones[county] ?? [0, 0, 0, 0];
      expect(latitudeDeg, record.factory.name).toBeGreaterThan(south);
      expect(latitudeDeg, record.factory.name).toBeLessThan(north);
      expect(longitudeDeg, record.factory.name).toBeGreaterThan(west);
      expect(longitudeDeg, record.factory.name).toBeLessThan(east);
      expect(altitudeM).toBeGreaterThanOrEqual(1_500);
      expect(altitudeM).toBeLessThanOrEqual(2_300);
      expect(approximate).toBe(true);
      expect(region).toBe(longitudeDeg < 36 ? 'West of Rift' : 'East of Rift');
    }
  });

  it('hold the special cases a real network has', () => {
    const count = (is: (configuration: (typeof configurations)[number]) => boolean): number =>
      configurations.filter(is).length;
    expect(count((one) => one.co2Sensor.fullScalePpm === 5_000)).toBe(2);
    expect(count((one) => one.co2Sensor.dilution !== null)).toBe(1);
    expect(count((one) => one.velocityProbe.kind === 'pitot')).toBe(2);
    expect(count((one) => one.assumedGasTemperatureC !== null)).toBe(1);
    expect(count((one) => one.co2Sensor.basis === 'dry')).toBeGreaterThan(3);
    expect(count((one) => one.geometry.shape === 'rectangular')).toBe(4);
  });

  it('have round chimneys between 0.6 and 1.1 m', () => {
    for (const { geometry } of designs) {
      if (geometry.shape !== 'circular') continue;
      expect(geometry.diameterM).toBeGreaterThanOrEqual(0.6);
      expect(geometry.diameterM).toBeLessThanOrEqual(1.1);
    }
  });

  it('map each boiler to its chimney and leave the genset unmonitored', () => {
    for (const { record } of seeded) {
      const mapped = record.units.flatMap((unit) => unit.chimneyId ?? []);
      expect(mapped).toEqual(record.chimneys.map((chimney) => chimney.chimneyId));
      expect(record.units.filter((unit) => unit.chimneyId === null).map((unit) => unit.kind)).toEqual([
        'genset',
      ]);
    }
  });

  it('are the same at every start of a day', () => {
    expect(factoryRecords(now + 3_600_000)).toEqual(seeded);
  });
});
