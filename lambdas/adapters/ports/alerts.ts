import type { Alert } from '@carbon-track/contract/alert.ts';
import type { Page } from './registry.ts';

export type Alerts = {
  openOf(factoryId: string): Promise<Alert[]>;
  openOfNetwork(limit: number, cursor: string | undefined): Promise<Page<Alert>>;
  /** Newest first. */
  history(factoryId: string, limit: number, cursor: string | undefined): Promise<Page<Alert>>;
  find(alertId: string): Promise<Alert | null>;
  /** Opening twice is harmless: the id is made of factory, time, chimney and cause. */
  open(alert: Alert): Promise<'opened' | 'already_open'>;
  /** Records peak or clearing. What a person wrote stays. */
  update(alert: Alert): Promise<void>;
  acknowledge(alertId: string, by: string, atMs: number): Promise<Alert | null>;
  explain(alertId: string, by: string, explanation: string): Promise<Alert | null>;
};
