import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { type RuleRecord, ruleRecordSchema } from '@carbon-track/contract/rule-record.ts';
import * as z from 'zod';
import { account, callAws, clientOptions, type Emulator } from './emulator.ts';
import { ruleBridgeQueue } from './for-emulator.ts';

const receivedSchema = z.object({ Messages: z.array(z.object({ Body: z.string() })).default([]) });

/**
 * What the deployed telemetry rule made of a message, carried to the deployed stream as the rule's own action would: the
 * emulator's rules do not deliver to Kinesis. Null when the rule made nothing within `waitS` seconds (at most 20).
 */
export const carryRecord = async (
  emulator: Emulator,
  stream: string,
  waitS = 10,
): Promise<RuleRecord | null> => {
  const received = receivedSchema.parse(
    await callAws(emulator, 'sqs', 'AmazonSQS.ReceiveMessage', {
      QueueUrl: `${emulator.endpoint}/${account}/${ruleBridgeQueue}`,
      WaitTimeSeconds: waitS,
    }),
  );
  const [message] = received.Messages;
  if (message === undefined) return null;
  const record = ruleRecordSchema.parse(JSON.parse(message.Body));
  await putOnStream(emulator, stream, record);
  return record;
};

/** Puts a rule's record on the deployed stream. */
export const putOnStream = async (emulator: Emulator, stream: string, record: RuleRecord): Promise<void> => {
  await new KinesisClient(clientOptions(emulator)).send(
    new PutRecordCommand({
      StreamName: stream,
      PartitionKey: record.deviceId,
      Data: Buffer.from(JSON.stringify(record)),
    }),
  );
};
