import styles from './icon.module.css';

/** Line drawings on a 24 × 24 grid. */
const paths = {
  live: 'M4 14h3l2-8 4 14 2-8h5',
  trends: 'M4 19V5M4 19h16M8 15l4-5 3 3 5-7',
  alert: 'M12 4 2.5 20h19L12 4Zm0 6v4m0 3v.1',
  map: 'M9 4 3 6.5v13.5L9 17.5l6 2.5 6-2.5V4l-6 2.5L9 4Zm0 0v13.5m6-11V20',
  rank: 'M4 20V12h5v8m0 0V5h6v15m0 0v-6h5v6M3 20h18',
  factory: 'M3 20V10l6 4v-4l6 4V4h4v16H3Z',
  device: 'M7 7h10v10H7zM10 3v4m4-4v4m-4 10v4m4-4v4M3 10h4m-4 4h4m10-4h4m-4 4h4',
  quarantine: 'M4 8h16v12H4zM3 4h18v4H3zm7 8h4',
  settings: 'M4 7h9m5 0h2M4 17h3m5 0h8M13 4.5v5h3v-5zm-6 10v5h3v-5z',
  ok: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2',
  none: 'M3 3l18 18M8.5 16.5a5 5 0 0 1 7 0M5 13a10 10 0 0 1 5-2.800m4 .1A10 10 0 0 1 19 13M12 20v.1',
  off: 'M12 3v8M6.5 6.5a8 8 0 1 0 11 0',
  fire: 'M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-5 1-9Z',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  up: 'M12 20V5m-6 6 6-6 6 6',
  down: 'M12 4v15m6-6-6 6-6-6',
  flat: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  left: 'm15 5-7 7 7 7',
  right: 'm9 5 7 7-7 7',
  close: 'M5 5l14 14M19 5 5 19',
} as const;
export type IconName = keyof typeof paths;

/** Decoration beside a word: the word carries the meaning, so it is hidden from screen readers. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
