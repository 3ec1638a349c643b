import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './chip.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'none';

/** A status: filled colour, icon and word together, so that none of the three has to be seen alone. */
export const Chip = ({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) => (
  <span className={`${styles.chip} ${styles[tone]}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </span>
);
