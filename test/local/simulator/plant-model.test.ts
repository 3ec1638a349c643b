import { describe, expect, it } from 'vitest';
import { chimneyDesigns } from '../../../local/seed/chimney-design.ts';
import { type FactoryRow, factoryRows } from '../../../local/seed/factory-rows.ts';
import { madeTeaKgOn } from '../../../local/seed/made-tea.ts';
import { dayNumber, dayStartMs, shiftOf } from '../../../local/simulator/firing-shift.ts';
import { stackGasAt, standardPressurePa } from '../../../local/simulator/plant-model.ts';

const minuteMs = 60_000;
const day = dayNumber(Date.UTC(2026, 10, 19, 9));

const minutesOfDay = (number: number): number[] =>
  Array.from({ length: 1_440 }, (_, minute) => dayStartMs(number) + minute * minuteMs);

const stackKgOfDay = (factory: FactoryRow): number =>
  chimneyDesigns(factory)
    .flatMap(({ plant, areaM2, profileFactor }) =>
      minutesOfDay(day).map((atMs) => {
        const gas = stackGasAt(plant, atMs);
        if (gas.gasTemperatureC < 80 && gas.co2WetFraction < 0.01) return 0;
        const molPerM3 = gas.pressurePa / (8.31446261815324 * (gas.gasTemperatureC + 273.15));
        return gas.co2WetFraction * profileFactor * gas.velocityMPerS * areaM2 * molPerM3 * 0.0440095 * 60;
      }),
    )
    .reduce((sum, kg) => sum + kg, 0);

describe('the plant model', () => {
  it('gives each factory 1.0 to 4.0 kg of stack CO2 per kg made tea', () => {
    const working = factoryRows.filter((factory) =>
      chimneyDesigns(factory).every(({ plant }) => shiftOf(plant, day) !== null),
    );
    expect(working.length).toBeGreaterThan(60);
    for (const factory of working) {
      const ratio = stackKgOfDay(factory) / madeTeaKgOn(factory, day);
      expect(ratio, factory.name).toBeGreaterThan(1);
      expect(ratio, factory.name).toBeLessThan(4);
    }
  });

  it('keeps steady firing within 6 to 15 vol% CO2, 150 to 260 °C and 2 to 7 m/s', () => {
    for (const { plant } of factoryRows.flatMap(chimneyDesigns)) {
      const shift = shiftOf(plant, day);
      if (shift === null) continue;
      for (let atMs = shift.fromMs + 60 * minuteMs; atMs < shift.toMs; atMs += 7 * minuteMs) {
        const gas = stackGasAt(plant, atMs);
        expect(gas.firing).toBe(true);
        expect(gas.co2WetFraction).toBeGreaterThan(0.06);
        expect(gas.co2WetFraction).toBeLessThan(0.15);
        expect(gas.gasTemperatureC).toBeGreaterThan(150);
        expect(gas.gasTemperatureC).toBeLessThan(260);
        expect(gas.velocityMPerS).toBeGreaterThan(2);
        expect(gas.velocityMPerS).toBeLessThan(7);
      }
    }
  });

  it('is near ambient an hour before the shift', () => {
    for (const { plant } of factoryRows.flatMap(chimneyDesigns)) {
      const shift = shiftOf(plant, day);
      if (shift === null) continue;
      const gas = stackGasAt(plant, shift.fromMs - 60 * minuteMs);
      expect(gas.firing).toBe(false);
      expect(gas.co2WetFraction).toBeLessThan(0.002);
      expect(gas.gasTemperatureC).toBeLessThan(45);
      expect(gas.velocityMPerS).toBeLessThan(0.5);
    }
  });

  it('keeps the barometer within 1 % of the standard atmosphere of its altitude', () => {
    for (const { plant } of factoryRows.flatMap(chimneyDesigns)) {
      const { pressurePa } = stackGasAt(plant, dayStartMs(day));
      expect(Math.abs(pressurePa / standardPressurePa(plant.altitudeM) - 1)).toBeLessThan(0.01);
    }
  });

  it('gives one gas for one instant, whatever was asked before', () => {
    const [design] = factoryRows.flatMap(chimneyDesigns);
    if (design === undefined) throw new Error('There are no factories to simulate.');
    const atMs = dayStartMs(day) + 600 * minuteMs;
    const first = stackGasAt(design.plant, atMs);
    stackGasAt(design.plant, atMs + 5_000);
    expect(stackGasAt(design.plant, atMs)).toEqual(first);
  });
});
