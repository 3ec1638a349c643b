import * as z from 'zod';

// The lines a board and whoever commissions it exchange; firmware/core/setup_console.h is the other side.

/** What `csr DEVICE-ID` answers. */
export const setupRequestSchema = z.object({ deviceId: z.string(), csrPem: z.string() });

/** What `status` answers, as far as commissioning reads it. Null: not set yet. */
export const setupStatusSchema = z.object({
  firmware: z.string(),
  deviceId: z.string().nullable(),
  host: z.string().nullable(),
  port: z.int().nullable(),
  wifi: z.string().nullable(),
  hasKey: z.boolean(),
  isRunning: z.boolean(),
  isOnline: z.boolean(),
  timeQuality: z.int().min(0).max(3),
  configuration: z.record(z.string(), z.int()),
});
export type SetupStatus = z.infer<typeof setupStatusSchema>;

export type SetupReply =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'noise' };

/** A line from the board: a reply, or what a boot loader says on the same wire. */
export const parseSetupReply = (line: string): SetupReply => {
  const [, word, rest = ''] = /^(ok|refused) (.+)$/.exec(line.trim()) ?? [];
  if (word === 'refused') return { kind: 'refused', reason: rest };
  if (word !== 'ok' || !rest.startsWith('{')) return { kind: 'noise' };
  try {
    return { kind: 'ok', value: JSON.parse(rest) };
  } catch {
    return { kind: 'noise' };
  }
};
