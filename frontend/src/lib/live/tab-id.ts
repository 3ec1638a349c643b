const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Names this browser tab to the API, which counts leases by tab. New at each load, never shown. */
export const tabId: string = Array.from(
  crypto.getRandomValues(new Uint8Array(16)),
  (byte) => alphabet[byte % alphabet.length],
).join('');
