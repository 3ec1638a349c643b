import { leaseRequestSchema } from '@carbon-track/contract/live.ts';

const storageKey = 'carbon-track.tab';

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Leaves the id for the page that follows in the same tab, as after a reload. */
export const keepTabId = (storage: TabStorage, tabId: string): void => storage.setItem(storageKey, tabId);

/**
 * The id that the page before in this tab left, or a new one. It is taken away: a browser copies a tab's storage
 * into its duplicate, and two pages with one id would throw each other off the broker.
 */
export const takeTabId = (storage: TabStorage, draw: () => string): string => {
  const kept = leaseRequestSchema.shape.tabId.safeParse(storage.getItem(storageKey)).data;
  storage.removeItem(storageKey);
  return kept ?? draw();
};
