import { useSyncExternalStore } from 'react';

const subscribeVisibility = (changed: () => void): (() => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/** False while the tab is in the background: nothing is fetched or received for a page nobody sees. */
export const useVisible = (): boolean =>
  useSyncExternalStore(subscribeVisibility, () => document.visibilityState !== 'hidden');

const subscribeOnline = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** False when the phone itself knows that it has no network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribeOnline, () => navigator.onLine);
