import type { ChimneyConfiguration } from '@carbon-track/contract/chimney.ts';
import { configurationOf } from '../seed/chimney-configuration.ts';
import { type ChimneyDesign, chimneyDesign, chimneyDesigns } from '../seed/chimney-design.ts';
import { factoryRows } from '../seed/factory-rows.ts';
import { unpluggedChimneys } from '../seed/special-chimneys.ts';
import type { Plant } from './plant.ts';
import type { Defect } from './sensor-readings.ts';

export type SimulatedChimney = {
  readonly plant: Plant;
  readonly configuration: ChimneyConfiguration;
  readonly defect: Defect;
};

const seeded = new Map(
  factoryRows.flatMap(chimneyDesigns).map((design) => [design.deviceId, design] as const),
);

/** A device that is not of the seed gets the chimney of a medium factory, its own by name. */
const guessed = (deviceId: string, factoryId: string) =>
  chimneyDesign(
    {
      factoryId: `${factoryId}-${deviceId}`,
      name: factoryId,
      location: 'unknown, unknown',
      latitudeDeg: 0,
      longitudeDeg: 36,
      altitudeM: factoryRows.find((row) => row.factoryId === factoryId)?.altitudeM ?? 1_900,
      size: 'medium',
      mainFuel: 'firewood',
      chimneys: 1,
    },
    1,
  );

const simulated = (design: ChimneyDesign): SimulatedChimney => ({
  plant: design.plant,
  configuration: configurationOf(design),
  defect: unpluggedChimneys.has(design.chimneyId) ? 'co2_unplugged' : 'none',
});

/** The chimney a device is mounted on and how it is measured. */
export const chimneyOfDevice = (deviceId: string, factoryId: string): SimulatedChimney =>
  simulated(seeded.get(deviceId) ?? guessed(deviceId, factoryId));

const byChimney = new Map([...seeded.values()].map((design) => [design.chimneyId, design] as const));

/** A chimney by its own name: the seed's, or one that is made up. */
export const chimneyNamed = (chimneyId: string, factoryId: string): SimulatedChimney =>
  simulated(byChimney.get(chimneyId) ?? guessed(chimneyId, factoryId));
