import * as z from 'zod';
import type { ObjectStore } from '../../lambdas/adapters/ports/object-store.ts';

/** A record as it was on the stream. */
export type OriginalRecord = { readonly partitionKey: string; readonly data: Uint8Array };

export type RedrivePorts = {
  /** Where Lambda leaves batches it gave up: bucket or folder. */
  readonly failures: ObjectStore;
  /** Puts records on the stream again; resolves once all of them are there. */
  send(records: readonly OriginalRecord[]): Promise<void>;
  report(line: string): void;
};

export type RedriveSum = {
  readonly objects: number;
  readonly records: number;
  readonly skipped: number;
  readonly unreadable: number;
};

/** Lambda names its failure objects like this. */
const failurePrefix = 'aws/lambda/';
const donePrefix = 'redriven/';
const pageSize = 500;

const eventSchema = z.object({
  Records: z.array(z.object({ kinesis: z.object({ partitionKey: z.string().min(1), data: z.base64() }) })),
});

/** `payload` is the event as text. Queues get records without it: those cannot be redriven. */
const failureSchema = z.object({ payload: z.unknown() });

const recordsOf = (bytes: Uint8Array): OriginalRecord[] => {
  const { payload } = failureSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  const { Records } = eventSchema.parse(typeof payload === 'string' ? JSON.parse(payload) : payload);
  return Records.map(({ kinesis }) => ({
    partitionKey: kinesis.partitionKey,
    data: Buffer.from(kinesis.data, 'base64'),
  }));
};

async function* failureKeys(failures: ObjectStore): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const keys = await failures.list(failurePrefix, { after, limit: pageSize });
    yield* keys;
    after = keys.at(-1);
    if (after === undefined) return;
  }
}

const redriveObject = async (ports: RedrivePorts, key: string): Promise<number> => {
  const bytes = await ports.failures.get(key);
  const records = bytes === null ? [] : recordsOf(bytes);
  await ports.send(records);
  // Noted only after sending: a command that dies in between sends twice, which the minutes absorb.
  const note = JSON.stringify({ redrivenFrom: key, records: records.length });
  await ports.failures.put(`${donePrefix}${key}`, Buffer.from(note), 'application/json');
  return records.length;
};

/**
 * Puts the records of every given-up batch on the stream again, once: what was redriven before is skipped, an object that
 * cannot be read is reported and stays. Readings keep their first receive time, so their clocks are judged as then.
 * Throws when failure store or stream cannot be reached; running it again is harmless.
 */
export const redrive = async (ports: RedrivePorts): Promise<RedriveSum> => {
  const sum = { objects: 0, records: 0, skipped: 0, unreadable: 0 };
  for await (const key of failureKeys(ports.failures)) {
    if ((await ports.failures.get(`${donePrefix}${key}`)) !== null) {
      sum.skipped += 1;
      continue;
    }
    try {
      sum.records += await redriveObject(ports, key);
      sum.objects += 1;
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      sum.unreadable += 1;
      ports.report(`${key} is no failure record of a stream batch; look at it by hand`);
    }
  }
  return sum;
};
