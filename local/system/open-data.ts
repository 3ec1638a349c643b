import { join, resolve } from 'node:path';
import { openCertificateRegistry } from '../broker/certificate-registry.ts';
import { openShadowFiles } from '../broker/shadow/shadow-files.ts';
import { createFolderObjects } from '../folder-objects.ts';
import { openUserPool } from '../identity/user-pool.ts';
import { openCertificateAuthority } from '../pki/certificate-authority.ts';
import { startStore } from '../store/store.ts';
import { lockDataFolder } from './data-lock.ts';
import { createLocalPorts } from './local-ports.ts';
import type { SystemOptions } from './system-options.ts';

/** Where failure records lie in a data folder. */
export const failuresFolder = (dataDir: string): string => join(dataDir, 'failures');
export const streamFolder = (dataDir: string): string => join(dataDir, 'stream');

/** Tables, folders and accounts: everything that is there before anybody can connect. */
export const openData = async (options: SystemOptions, running: AsyncDisposableStack) => {
  const { log } = options;
  const dataDir = resolve(options.dataDir);
  const lock = await lockDataFolder(dataDir);
  running.defer(() => lock.release());
  const starting = startStore(join(dataDir, 'tables'), log);
  // Deferred before anything else can fail: a store that is left running keeps the process from ending.
  running.defer(async () => (await starting.catch(() => null))?.stop());
  const [store, authority, registry, shadowFiles] = await Promise.all([
    starting,
    openCertificateAuthority(join(dataDir, 'pki')),
    openCertificateRegistry(join(dataDir, 'things')),
    openShadowFiles(join(dataDir, 'shadows')),
  ]);
  const buckets = {
    archive: createFolderObjects(join(dataDir, 'archive')),
    quarantine: createFolderObjects(join(dataDir, 'quarantine')),
    failures: createFolderObjects(failuresFolder(dataDir)),
  };
  const ports = createLocalPorts(store, buckets);
  const userPool = await openUserPool(join(dataDir, 'identity'), ports.memberships);
  return { dataDir, store, authority, registry, shadowFiles, buckets, ports, userPool };
};
export type Data = Awaited<ReturnType<typeof openData>>;
