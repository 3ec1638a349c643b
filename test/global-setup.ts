import { buildPortalIfChanged } from '../local/system/portal-build.ts';
import { findChromium } from './browser/find-chromium.ts';

/**
 * Once before all tests: the portal is built and Chromium unpacked. Test files run side by side, and two of them
 * doing either at the same time would pull the files from under each other.
 */
export const setup = async (): Promise<void> => {
  await buildPortalIfChanged(() => console.log('Building the portal for the browser journeys …'));
  await findChromium();
};
