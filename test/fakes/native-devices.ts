import { missingPackages } from '../../local/native/build-simulator.ts';

const missing = missingPackages();
if (missing.length > 0) {
  console.warn(
    `Tests of the native devices are left out: they need ${missing.join(', ')} (Debian: sudo apt-get install ${missing.join(' ')}).`,
  );
}

/** Whether the firmware can be built on this machine. Where it cannot, its tests are left out and say so once. */
export const canBuildFirmware = missing.length === 0;
