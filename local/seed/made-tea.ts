import { dayNumber, dayStartMs, firingMinutesOn, leafSupply } from '../simulator/firing-shift.ts';
import { between, seedOf, uniformAt, wanderAt } from '../simulator/seeded-random.ts';
import { chimneyDesigns, meanTeaKgPerDay } from './chimney-design.ts';
import type { FactoryRow } from './factory-rows.ts';

/** Some wood-fired factories get visibly better or worse over two months: drier wood, or a leaking drier. */
const thrift = (factory: FactoryRow, day: number): number => {
  const { factoryId, mainFuel } = factory;
  const changes = mainFuel === 'firewood' && between(factoryId, 'changes', 0, 1) < 0.2;
  return 1 + (changes ? 0.22 : 0.02) * wanderAt(seedOf(`${factoryId}/thrift`), day, 40);
};

/**
 * Made tea of a Nairobi day, kg: what the leaf supply gave while the furnaces burned, 0 on a day of rest.
 * Entered to the nearest 10 kg, as factories do.
 */
export const madeTeaKgOn = (factory: FactoryRow, day: number): number => {
  const plants = chimneyDesigns(factory).map((design) => design.plant);
  const burned = plants.reduce((sum, plant) => sum + firingMinutesOn(plant, day), 0);
  const usual = plants.reduce((sum, plant) => sum + plant.shiftEndMinute - plant.shiftStartMinute, 0);
  const luck = 1 + 0.06 * (uniformAt(seedOf(`${factory.factoryId}/made`), day) - 0.5);
  const kg =
    meanTeaKgPerDay(factory) *
    leafSupply(factory.factoryId, day) *
    luck *
    thrift(factory, day) *
    (burned / usual);
  return Math.round(kg / 10) * 10;
};

/** About every eighth factory forgets to enter its tea on some days. */
export const forgetsTeaOn = (factory: FactoryRow, day: number): boolean => {
  const forgetfulness = between(factory.factoryId, 'forgets', 0, 1);
  const chance = forgetfulness < 0.12 ? 0.07 : 0;
  return uniformAt(seedOf(`${factory.factoryId}/forgot`), day) < chance;
};

export const nairobiDateOfDay = (day: number): string =>
  new Date(dayStartMs(day) + 3 * 3_600_000).toISOString().slice(0, 10);

export const dayOfNairobiDate = (date: string): number => dayNumber(Date.parse(`${date}T00:00:00Z`));
