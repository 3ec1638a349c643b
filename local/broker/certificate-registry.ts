import { EventEmitter } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeAtomic } from '../write-atomic.ts';

const registeredSchema = z.object({
  certificateId: z.string(),
  thingName: z.string(),
  attributes: z.record(z.string(), z.string()),
  status: z.enum(['ACTIVE', 'INACTIVE']),
});
/** A certificate with the thing it is attached to. Only an ACTIVE one opens a connection. */
export type RegisteredCertificate = z.infer<typeof registeredSchema>;

export type CertificateRegistry = {
  find(certificateId: string): RegisteredCertificate | null;
  /** Ids of all certificates attached to a thing. */
  ofThing(thingName: string): string[];
  register(certificate: RegisteredCertificate): Promise<void>;
  /** Takes a certificate out of force; unknown ones are none already. Its open sessions are told at once. */
  deactivate(certificateId: string): Promise<void>;
  onDeactivated(listener: (certificateId: string) => void): void;
};

/** Certificates and things of the local broker, one small file each, read once at start. */
export const openCertificateRegistry = async (folder: string): Promise<CertificateRegistry> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const loaded = await Promise.all(
    names.map(async (name) => registeredSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
  const known = new Map(loaded.map((certificate) => [certificate.certificateId, certificate]));
  const events = new EventEmitter<{ deactivated: [string] }>();

  const register = async (certificate: RegisteredCertificate): Promise<void> => {
    await writeAtomic(join(folder, `${certificate.certificateId}.json`), JSON.stringify(certificate));
    known.set(certificate.certificateId, certificate);
  };
  return {
    find: (certificateId) => known.get(certificateId) ?? null,
    ofThing: (thingName) =>
      [...known.values()].filter((one) => one.thingName === thingName).map((one) => one.certificateId),
    register,
    deactivate: async (certificateId) => {
      const certificate = known.get(certificateId);
      if (certificate === undefined) return;
      await register({ ...certificate, status: 'INACTIVE' });
      events.emit('deactivated', certificateId);
    },
    onDeactivated: (listener) => {
      events.on('deactivated', listener);
    },
  };
};
