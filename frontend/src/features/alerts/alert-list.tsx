import type { Alert } from '@carbon-track/contract/alert.ts';
import type { ReactNode } from 'react';
import { AlertCard } from './alert-card.tsx';
import styles from './alerts.module.css';

type Props = {
  alerts: readonly Alert[];
  chimney: (chimneyId: string) => ReactNode;
  mayAct: boolean;
  /** Heading of each card: one below the heading the list stands under. */
  level: 'h2' | 'h3';
};

export const AlertList = ({ alerts, chimney, mayAct, level }: Props) => (
  <ul className={styles.list}>
    {alerts.map((alert) => (
      <AlertCard
        key={alert.alertId}
        alert={alert}
        chimney={chimney(alert.chimneyId)}
        mayAct={mayAct}
        level={level}
      />
    ))}
  </ul>
);
