import type {
  Assignment,
  DatedConfiguration,
  DeclaredOff,
  Invalidation,
} from '@carbon-track/contract/chimney.ts';
import type { Device } from '@carbon-track/contract/device.ts';
import type { Chimney, CombustionUnit, FactorySummary } from '@carbon-track/contract/factory.ts';

/** Everything dated that a fold of this factory's readings needs, in one Query. */
export type FactoryRecord = {
  readonly factory: FactorySummary;
  readonly chimneys: readonly Chimney[];
  readonly units: readonly CombustionUnit[];
  readonly configurations: readonly DatedConfiguration[];
  readonly assignments: readonly Assignment[];
  readonly invalidations: readonly Invalidation[];
  readonly declaredOff: readonly DeclaredOff[];
};

export type Page<Item> = { readonly items: Item[]; readonly nextCursor: string | null };

/** Factories, chimneys, their dated configuration, and devices. */
export type Registry = {
  listFactories(): Promise<FactorySummary[]>;
  factory(factoryId: string): Promise<FactoryRecord | null>;
  putFactory(record: FactoryRecord): Promise<void>;
  /** Closes the open configuration at `fromMs` and adds the next revision; `conflict` if `expectedRevision` is not the newest. */
  putConfiguration(
    factoryId: string,
    next: DatedConfiguration,
    expectedRevision: number,
  ): Promise<'written' | 'conflict'>;
  /** Adds or closes an assignment (same chimney, device and `fromMs`: replaced). */
  putAssignment(factoryId: string, assignment: Assignment): Promise<void>;
  device(deviceId: string): Promise<Device | null>;
  devicesOf(factoryId: string): Promise<Device[]>;
  /** `conflict` if the id is taken. */
  addDevice(device: Device): Promise<'added' | 'conflict'>;
  updateDevice(device: Device): Promise<void>;
};
