import { keepTabId, takeTabId } from './kept-tab-id.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

const drawTabId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte % alphabet.length]).join('');

/** Names this browser tab to the API, which counts leases by tab. The same after a reload, never shown. */
export const tabId: string = takeTabId(sessionStorage, drawTabId);

addEventListener('pagehide', () => keepTabId(sessionStorage, tabId));
// A page that comes back from the browser's memory still holds its id: it is taken again.
addEventListener('pageshow', () => takeTabId(sessionStorage, drawTabId));
