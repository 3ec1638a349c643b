import { createHash } from 'node:crypto';
import type { Device } from '@carbon-track/contract/device.ts';
import type { EmissionUpload, EmissionUploadResult } from '@carbon-track/contract/emissions.ts';
import type { ReceivedMessage } from '../convert-store/received-message.ts';
import { type StoreReport, storeReadings } from '../convert-store/store-readings.ts';
import { readingOfRow } from '../domain/readings-of-message.ts';
import { maxErrors, refuse } from '../middleware/refusal.ts';
import type { EmissionPorts } from './ports.ts';

type Upload = { readonly upload: EmissionUpload; readonly idempotencyKey: string };

const hashOf = (upload: EmissionUpload): string =>
  createHash('sha256').update(JSON.stringify(upload)).digest('hex');

/**
 * An upload is one message to the ingest, of a device without firmware, boots or radio. Archive and quarantine are
 * named after it, so the body is part of its name: a corrected body under the key of a failed call replaces nothing.
 */
const messageOf = ({ upload, idempotencyKey }: Upload, factoryId: string, nowMs: number): ReceivedMessage => {
  const { deviceId, epoch, samplePeriodS, rows } = upload;
  const header = { deviceId, epoch, samplePeriodS, origin: 'uploaded' } as const;
  return {
    messageId: `upload-${deviceId}-${idempotencyKey}-${hashOf(upload).slice(0, 16)}`,
    factoryId,
    deviceId,
    receivedAtMs: nowMs,
    payloadBase64: Buffer.from(JSON.stringify(upload)).toString('base64'),
    readings: rows.map((row) => readingOfRow(row, header)),
    health: { receivedAtMs: nowMs, firmware: 'upload', configurationRevision: 0, boot: 0, rssiDbm: null },
  };
};

const resultOf = (report: StoreReport): EmissionUploadResult => ({
  stored: report.added,
  duplicates: report.duplicates,
  quarantined: report.refusedReadings.map(({ row, reason }) => ({ row, reason })),
});

/** The answer this key got before, or null. The same key with another body is a mistake worth telling. */
const answerBefore = async (
  { receipts }: Pick<EmissionPorts, 'receipts'>,
  { upload, idempotencyKey }: Upload,
): Promise<EmissionUploadResult | null> => {
  const receipt = await receipts.find(upload.deviceId, idempotencyKey);
  if (receipt === null) return null;
  if (receipt.requestHash === hashOf(upload)) return receipt.result;
  throw refuse(
    'conflict',
    'This Idempotency-Key belongs to another upload; make a new key for a new upload.',
  );
};

/** A source that was taken out of service may hand in what it measured before, and nothing later. */
const checkOwnership = ({ revokedAtMs }: Device, { rows }: EmissionUpload): void => {
  if (revokedAtMs === null) return;
  const errors = rows.flatMap(([, takenAtMs], index) =>
    takenAtMs > revokedAtMs ? [{ path: `body.rows[${index}][1]`, message: 'after the revocation' }] : [],
  );
  if (errors.length > 0)
    throw refuse(
      'conflict',
      'This source was revoked before these readings; name the one that took them.',
      errors.slice(0, maxErrors),
    );
};

/**
 * Stores a backfill by the same way as a device's readings, marked `uploaded`. Sending it again with the same key
 * gets the first answer. If a store fails part of the way, nothing is receipted and the same call completes it.
 */
export const uploadEmissions = async (
  ports: EmissionPorts,
  request: Upload,
): Promise<EmissionUploadResult> => {
  const { upload, idempotencyKey } = request;
  const device = await ports.registry.device(upload.deviceId);
  if (device === null)
    throw refuse('not-found', 'This device is not registered; ask ops to register the instrument first.');
  checkOwnership(device, upload);
  const before = await answerBefore(ports, request);
  if (before !== null) return before;
  const message = messageOf(request, device.factoryId, ports.now());
  const report = await storeReadings(ports, { batchId: message.messageId, messages: [message], refused: [] });
  if (report.failed.size > 0)
    throw refuse('unavailable', 'Part of the upload could not be stored; send it again with the same key.');
  await ports.receipts.put(upload.deviceId, idempotencyKey, hashOf(upload), resultOf(report));
  // Of two equal uploads at once the first receipt stays, and both answer with it.
  return (await answerBefore(ports, request)) ?? resultOf(report);
};
