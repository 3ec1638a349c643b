import { basicIngestTopic, shadowTopics } from '@carbon-track/contract/topics.ts';
import { deviceConfigurationFor } from '../../lambdas/domain/device-configuration.ts';
import type { SimulatedChimney } from './chimney-of-device.ts';
import { createHeldShadow } from './device-configuration.ts';
import { createDeviceLink, type DeviceLink, type LinkOptions } from './device-link.ts';
import type { DeviceMemory } from './device-memory.ts';
import { createUplink, type Uplink } from './device-uplink.ts';
import type { FaultKind } from './fault-script.ts';
import { deviceFieldsOf, fittedSensors } from './fitted-sensors.ts';
import { stackGasAt } from './plant-model.ts';
import { samplingPhaseMs } from './sampling-phase.ts';
import { jitterAt, seedOf, uniformAt } from './seeded-random.ts';
import { sampleOf } from './sensor-model.ts';
import { type TelemetryHeader, telemetryPayload, telemetryRow } from './telemetry-payload.ts';

const clockAheadMs = 600_000;
const clockBehindMs = 20_000;
const secondTransmission = 0.3;

type Options = {
  readonly deviceId: string;
  readonly factoryId: string;
  readonly ruleName: string;
  readonly chimney: SimulatedChimney;
  readonly memory: DeviceMemory;
  /** How it reaches the broker. */
  readonly connection: Omit<LinkOptions, 'deviceId' | 'hears' | 'onConnected'>;
  /** Until the shadow says otherwise. */
  readonly reportEveryS: number;
  readonly startedAtMs: number;
  readonly plantTime: (takenAtMs: number) => number;
  readonly faults: (atMs: number) => ReadonlySet<FaultKind>;
};

export type SimulatedDevice = {
  readonly phaseMs: number;
  samplePeriodMs(): number;
  sample(takenAtMs: number): void;
  readonly uplink: Uplink;
  readonly link: DeviceLink;
};

/** The stamp a device writes, and how good it thinks it is. */
const stamp = (
  takenAtMs: number,
  startedAtMs: number,
  faults: ReadonlySet<FaultKind>,
): { takenAtMs: number; timeQuality: number } => {
  if (faults.has('unplaced')) return { takenAtMs: takenAtMs - startedAtMs, timeQuality: 0 };
  if (faults.has('persisted_clock')) return { takenAtMs: takenAtMs - clockBehindMs, timeQuality: 1 };
  if (faults.has('clock_ahead')) return { takenAtMs: takenAtMs + clockAheadMs, timeQuality: 3 };
  return { takenAtMs, timeQuality: 3 };
};

/** One chimney's device: samples its plant as its shadow wishes, logs the row, and lets the uplink deliver it. */
export const createSimulatedDevice = (options: Options): SimulatedDevice => {
  const { deviceId, factoryId, chimney, memory, connection } = options;
  const topic = basicIngestTopic(options.ruleName, factoryId, deviceId, 'tel');
  const seed = seedOf(`${deviceId}/device`);
  const { delta, update } = shadowTopics(deviceId);
  const shadow = createHeldShadow({
    memory,
    initial: {
      ...deviceConfigurationFor(chimney.configuration),
      ...deviceFieldsOf(fittedSensors(chimney.configuration)),
      rev: 0,
      reportEveryS: options.reportEveryS,
    },
    // What is lost with the connection is said again at the next one.
    report: (document) => void link.publish(update, document).catch(() => undefined),
  });
  const link = createDeviceLink({
    ...connection,
    deviceId,
    hears: { topic: delta, onMessage: shadow.delta },
    onConnected: shadow.connected,
  });
  const headerNow = (): TelemetryHeader => ({
    firmware: 'sim-1.0.0',
    configurationRevision: shadow.inForce().rev,
    samplePeriodS: shadow.inForce().samplePeriodS,
    epoch: memory.epoch,
    boot: memory.boot,
    rssiDbm: -68 + Math.round(6 * jitterAt(seed, 1)),
  });
  const uplink = createUplink({
    rowsPerReport: () => {
      const { reportEveryS, samplePeriodS } = shadow.inForce();
      return Math.max(1, Math.ceil(reportEveryS / samplePeriodS));
    },
    isConnected: link.isConnected,
    publish: async (rows) => {
      const payload = telemetryPayload(headerNow(), rows);
      await link.publish(topic, payload);
      const sentAgain =
        options.faults(Date.now()).has('duplicates') &&
        uniformAt(seed, rows[0]?.[0] ?? 0) < secondTransmission;
      if (sentAgain) await link.publish(topic, payload);
    },
  });
  const sample = (takenAtMs: number): void => {
    const faults = options.faults(takenAtMs);
    link.setRadio(!faults.has('outage'));
    const plantMs = options.plantTime(takenAtMs);
    const gas = stackGasAt(chimney.plant, plantMs);
    uplink.record(
      telemetryRow({
        ...sampleOf(chimney.plant.chimneyId, chimney.configuration, gas, plantMs, chimney.defect),
        seq: memory.nextSeq(),
        ...stamp(takenAtMs, options.startedAtMs, faults),
      }),
    );
  };
  return {
    phaseMs: samplingPhaseMs(deviceId),
    samplePeriodMs: () => shadow.inForce().samplePeriodS * 1_000,
    sample,
    uplink,
    link,
  };
};
