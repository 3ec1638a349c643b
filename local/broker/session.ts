import type { Client } from 'aedes';
import { isAllowed, type PolicyAction, type PolicyContext, type PolicyDocument } from './policy-evaluator.ts';

/** What an open connection may do. A browser's documents change when its authorizer is asked again. */
export type Session = {
  readonly context: PolicyContext;
  /** Null for browsers: they hold a token instead. */
  readonly certificateId: string | null;
  documents: readonly PolicyDocument[];
};

export type Sessions = {
  open(client: Client, session: Session): void;
  of(client: Client): Session | null;
  /** Whether the connection may do `action` on `client/…`, `topic/…` or `topicfilter/…`. */
  allows(session: Session, action: PolicyAction, resource: string): boolean;
  /** Ends the connections a certificate opened. */
  cut(certificateId: string): void;
};

/** The open connections of the broker with their rights; a connection leaves by itself when it closes. */
export const createSessions = (arnPrefix: string): Sessions => {
  const sessions = new Map<Client, Session>();
  return {
    open: (client, session) => {
      sessions.set(client, session);
      client.conn.once('close', () => sessions.delete(client));
    },
    of: (client) => sessions.get(client) ?? null,
    allows: ({ documents, context }, action, resource) =>
      isAllowed(documents, action, `${arnPrefix}:${resource}`, context),
    cut: (certificateId) => {
      for (const [client, session] of sessions) {
        if (session.certificateId === certificateId) client.conn.destroy();
      }
    },
  };
};
