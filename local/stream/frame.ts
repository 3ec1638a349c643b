import { crc32 } from 'node:zlib';

/** One record of a shard. `ordinal` counts from 0 and never repeats, also over restarts. */
export type StreamRecord = {
  readonly ordinal: number;
  readonly arrivedAtMs: number;
  readonly partitionKey: string;
  readonly data: Buffer;
};

/**
 * A frame is `length u32 | crc32 u32 | body`, big-endian; the body is
 * `ordinal f64 | arrivedAtMs f64 | key length u16 | key | data`. Length and CRC together are the commit: a frame that
 * was cut off by a crash fails one of them.
 */
const headBytes = 8;
const bodyHeadBytes = 18;
/** Kinesis takes 1 MiB of data and 256 characters of key; a longer length can only be damage. */
export const maxDataBytes = 1_048_576;
const maxBodyBytes = bodyHeadBytes + 1_024 + maxDataBytes;

export const encodeFrame = ({ ordinal, arrivedAtMs, partitionKey, data }: StreamRecord): Buffer => {
  const keyBytes = Buffer.byteLength(partitionKey);
  const frame = Buffer.allocUnsafe(headBytes + bodyHeadBytes + keyBytes + data.length);
  frame.writeUInt32BE(frame.length - headBytes, 0);
  frame.writeDoubleBE(ordinal, headBytes);
  frame.writeDoubleBE(arrivedAtMs, headBytes + 8);
  frame.writeUInt16BE(keyBytes, headBytes + 16);
  frame.write(partitionKey, headBytes + bodyHeadBytes, 'utf8');
  data.copy(frame, headBytes + bodyHeadBytes + keyBytes);
  frame.writeUInt32BE(crc32(frame.subarray(headBytes)), 4);
  return frame;
};

const decodeBody = (body: Buffer): StreamRecord => {
  const dataFrom = bodyHeadBytes + body.readUInt16BE(16);
  return {
    ordinal: body.readDoubleBE(0),
    arrivedAtMs: body.readDoubleBE(8),
    partitionKey: body.toString('utf8', bodyHeadBytes, dataFrom),
    data: Buffer.from(body.subarray(dataFrom)),
  };
};

/** The frame at `offset`; `incomplete` where bytes are missing, `damaged` where they cannot be a frame. */
export type DecodedFrame =
  | { readonly kind: 'record'; readonly record: StreamRecord; readonly bytes: number }
  | { readonly kind: 'incomplete'; readonly bytesNeeded: number }
  | { readonly kind: 'damaged' };

export const decodeFrame = (buffer: Buffer, offset: number): DecodedFrame => {
  const available = buffer.length - offset;
  if (available < headBytes) return { kind: 'incomplete', bytesNeeded: headBytes };
  const length = buffer.readUInt32BE(offset);
  if (length < bodyHeadBytes || length > maxBodyBytes) return { kind: 'damaged' };
  const bytes = headBytes + length;
  if (available < bytes) return { kind: 'incomplete', bytesNeeded: bytes };
  const body = buffer.subarray(offset + headBytes, offset + bytes);
  if (crc32(body) !== buffer.readUInt32BE(offset + 4)) return { kind: 'damaged' };
  return { kind: 'record', record: decodeBody(body), bytes };
};
