import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CannotStartError } from '../cannot-start.ts';

const manifestSchema = z.object({
  host: z.string(),
  port: z.int(),
  caPath: z.string(),
  ruleName: z.string(),
  portalUrl: z.string().optional().describe('where the portal and the API are'),
  simulates: z.boolean().optional().describe('whether the system runs its own simulator for these devices'),
  sampleDeviceId: z.string().optional().describe('whose certificate is printed for publishing by hand'),
  devices: z.array(
    z.object({
      deviceId: z.string(),
      factoryId: z.string(),
      certPath: z.string(),
      keyPath: z.string(),
    }),
  ),
});
/** Where the broker listens and which certificate each simulated device holds. Written by the local system. */
export type SimulatorManifest = z.infer<typeof manifestSchema>;
export type ManifestDevice = SimulatorManifest['devices'][number];

/** Reads the manifest; throws with what to do when there is none. */
export const readManifest = (path: string): SimulatorManifest => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new CannotStartError(
      `Cannot read the devices' certificates from ${path}. Run \`npm start\` first: it makes them.`,
      {
        cause,
      },
    );
  }
};
