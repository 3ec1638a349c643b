import type { Assignment } from '@carbon-track/contract/chimney.ts';
import { expect, it } from 'vitest';
import { assignDevice } from '../../../lambdas/devices/assign-device.ts';
import type { DevicePorts } from '../../../lambdas/devices/ports.ts';
import { hourMs } from '../../../lambdas/domain/nairobi.ts';
import { factoryRecord } from '../../fakes/plant.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
const next: Assignment = {
  deviceId: 'ct-kapkoros-1b',
  chimneyId: 'kapkoros-1',
  fromMs: nowMs - hourMs,
  toMs: null,
  priority: 0,
};

/** Writes down what happens in which order; the process dies at the assignment number `dieAt`. */
const scene = (dieAt: number) => {
  const steps: string[] = [];
  let puts = 0;
  const ports: Pick<DevicePorts, 'registry' | 'dirtyHours' | 'now'> = {
    now: () => nowMs,
    dirtyHours: {
      mark: async (_factoryId, deviceId, hour, reason) =>
        void steps.push(`${reason} ${deviceId} ${new Date(hour).getUTCHours()}`),
    } as DevicePorts['dirtyHours'],
    registry: {
      putAssignment: async (_factoryId, { deviceId }) => {
        puts += 1;
        if (puts === dieAt) throw new Error('died');
        steps.push(`put ${deviceId}`);
      },
    } as DevicePorts['registry'],
  };
  return { steps, ports };
};

const marks = ['b 7', 'b 8', 'a 7', 'a 8'].map((mark) => `sources ct-kapkoros-1${mark}`);

it('marks the hours of a swap before its first write and again after its last', async () => {
  const { steps, ports } = scene(0);
  await assignDevice(ports, factoryRecord('kapkoros', 0), next);
  expect(steps).toEqual([...marks, 'put ct-kapkoros-1b', 'put ct-kapkoros-1a', ...marks]);
});

it.each([1, 2])('leaves the hours marked when it dies at its write number %i', async (dieAt) => {
  const { steps, ports } = scene(dieAt);
  await expect(assignDevice(ports, factoryRecord('kapkoros', 0), next)).rejects.toThrow('died');
  expect(steps.slice(0, 4)).toEqual(marks);
});
