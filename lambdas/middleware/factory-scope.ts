import { parseAlertId } from '@carbon-track/contract/alert.ts';
import type { Access } from '@carbon-track/contract/route.ts';
import * as z from 'zod';
import type { Member } from './api-request.ts';
import { refuse } from './refusal.ts';

const namesFactory = z.object({ factoryId: z.string() });
const namesAlert = z.object({ alertId: z.string() });

/** The factory a request names: by itself in parameters, query or body, or inside an alert's id. */
const namedFactory = (input: { params: unknown; query: unknown; body: unknown }): string | null => {
  for (const part of [input.params, input.query, input.body]) {
    const named = namesFactory.safeParse(part);
    if (named.success) return named.data.factoryId;
  }
  const alert = namesAlert.safeParse(input.params);
  return alert.success ? (parseAlertId(alert.data.alertId)?.factoryId ?? null) : null;
};

/**
 * The factory a request is about, or null for the whole network. Of a factory manager it is always his own: a
 * request that names none is narrowed to it, one that names another is refused in the same words whether that
 * factory exists or not.
 */
export const factoryScope = (
  access: Access,
  member: Member,
  input: { params: unknown; query: unknown; body: unknown },
): string | null => {
  const named = namedFactory(input);
  if (member.role !== 'factory-manager') return named;
  if (access.kind === 'factory' && named !== null && named !== member.factoryId)
    throw refuse('forbidden', 'This account sees its own factory only.');
  return member.factoryId;
};
