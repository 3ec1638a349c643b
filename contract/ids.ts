import * as z from 'zod';

const slug = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/;

/** `kapkoros`: lower case letters, digits and inner hyphens, so that it fits topics, keys and URLs unescaped. */
export const factoryIdSchema = z
  .string()
  .regex(slug, 'use 1 to 48 lower case letters, digits and inner hyphens');
/** `kapkoros-1`: factory and running number. */
export const chimneyIdSchema = z
  .string()
  .regex(slug, 'use 1 to 48 lower case letters, digits and inner hyphens');
/** `ct-kapkoros-1a`: equals the AWS IoT thing name and the MQTT client id. */
export const deviceIdSchema = z
  .string()
  .regex(slug, 'use 1 to 48 lower case letters, digits and inner hyphens');

/** A calendar day in Africa/Nairobi, `2026-11-24`. */
export const nairobiDateSchema = z.iso.date();
/** The last instant a calendar knows, ms since 1970 UTC. */
export const latestInstantMs = 8.64e15;
/** Milliseconds since 1970 UTC. */
export const instantMsSchema = z.int().min(0).max(latestInstantMs);
