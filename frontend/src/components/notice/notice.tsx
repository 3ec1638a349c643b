import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './notice.module.css';

type Props = {
  tone: 'info' | 'warn' | 'bad';
  icon?: IconName;
  role?: 'status' | 'alert';
  children: ReactNode;
};

export const Notice = ({ tone, icon = 'alert', role, children }: Props) => (
  <div className={`${styles.notice} ${styles[tone]}`} {...(role === undefined ? {} : { role })}>
    <Icon name={icon} />
    <div className={styles.text}>{children}</div>
  </div>
);
