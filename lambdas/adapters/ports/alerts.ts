import type { Alert } from '@carbon-track/contract/alert.ts';
import type { Page } from './registry.ts';

export type Alerts = {
  /** Newest first. */
  openOf(factoryId: string): Promise<Alert[]>;
  openOfNetwork(limit: number, cursor: string | undefined): Promise<Page<Alert>>;
  /** Newest first. */
  history(factoryId: string, limit: number, cursor: string | undefined): Promise<Page<Alert>>;
  find(alertId: string): Promise<Alert | null>;
  /**
   * Opening twice is harmless: the id is made of factory, time, chimney and cause. `already_open` also when another
   * alert of this chimney and cause is open. One that is cleared already goes to the history and opens nothing.
   */
  open(alert: Alert): Promise<'opened' | 'already_open'>;
  /** Records peak, detail or clearing. What a person wrote stays, and a cleared alert stays as it was cleared. */
  update(alert: Alert): Promise<void>;
  /** The first acknowledgement stays. Null: no such alert. */
  acknowledge(alertId: string, by: string, atMs: number): Promise<Alert | null>;
  explain(alertId: string, by: string, explanation: string): Promise<Alert | null>;
};
