import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type RevisedConfiguration,
  revisedConfigurationSchema,
} from '@carbon-track/contract/device-configuration.ts';
import * as z from 'zod';

/** Seq numbers reserved on disk at a time: an hour at 5 s. What a crash leaves unused is skipped, never reused. */
const reservedSeqs = 720;
const largestBoot = 65_535;

const memorySchema = z.record(
  z.string(),
  z.object({
    epoch: z.int(),
    boot: z.int(),
    seqReservedBelow: z.int(),
    configuration: revisedConfigurationSchema.optional(),
  }),
);
type Memory = z.infer<typeof memorySchema>;

/** What a device keeps over a restart. */
export type DeviceMemory = {
  readonly epoch: number;
  readonly boot: number;
  /** The next sequence number; on disk as used before it is given out. */
  nextSeq(): number;
  /** What was set through the shadow; undefined where nothing was. */
  readonly configuration: RevisedConfiguration | undefined;
  keepConfiguration(configuration: RevisedConfiguration): void;
};

const load = (path: string): Memory => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  return memorySchema.parse(JSON.parse(text));
};

/**
 * Opens the memory of all devices, one file. Every opening is a boot; (epoch, seq) never comes twice, whatever
 * moment the process dies at, because a block of numbers is reserved on disk before its first is used.
 * Simulated devices write epoch 1: epoch 0 belongs to seeded history.
 */
export const openDeviceMemory = (
  path: string,
  deviceIds: readonly string[],
): ((deviceId: string) => DeviceMemory) => {
  mkdirSync(dirname(path), { recursive: true });
  const memory = load(path);
  const save = (): void => {
    writeFileSync(`${path}.new`, JSON.stringify(memory));
    renameSync(`${path}.new`, path);
  };
  const opened = new Map<string, DeviceMemory>();
  for (const deviceId of deviceIds) {
    const before: Memory[string] = memory[deviceId] ?? { epoch: 1, boot: 0, seqReservedBelow: 0 };
    const now = { ...before, boot: (before.boot % largestBoot) + 1 };
    memory[deviceId] = { ...now, seqReservedBelow: before.seqReservedBelow + reservedSeqs };
    let next = before.seqReservedBelow;
    const nextSeq = (): number => {
      const reserved = memory[deviceId];
      if (reserved !== undefined && next >= reserved.seqReservedBelow) {
        memory[deviceId] = { ...reserved, seqReservedBelow: next + reservedSeqs };
        save();
      }
      next += 1;
      return next - 1;
    };
    const keepConfiguration = (configuration: RevisedConfiguration): void => {
      memory[deviceId] = { ...(memory[deviceId] ?? now), configuration };
      save();
    };
    const { epoch, boot, configuration } = now;
    opened.set(deviceId, { epoch, boot, nextSeq, configuration, keepConfiguration });
  }
  save();
  return (deviceId) => {
    const device = opened.get(deviceId);
    if (device === undefined) throw new Error(`${deviceId} was not named when the memory was opened.`);
    return device;
  };
};
