import { nairobiDate } from '../domain/nairobi.ts';

/** Batch ids come from stream and shard names; a key holds only what S3 and every file system take as it is. */
export const keyPart = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]/g, '-');

/** The Nairobi day of an instant, as a folder that Athena reads as a partition: `date=2026-11-24`. */
export const dateFolder = (ms: number): string => `date=${nairobiDate(ms)}`;
