import type { FileHandle } from 'node:fs/promises';
import { decodeFrame, type StreamRecord } from './frame.ts';

const chunkBytes = 262_144;

/** Where a scan stopped: `at` is the end of the last whole frame, `whole` says whether nothing follows it. */
export type ScanEnd = { readonly at: number; readonly whole: boolean };

const readAt = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead);
};

/**
 * Hands each whole record in `[from, to)` to `visit`, which answers false to stop before taking it.
 * Stops at the first torn or damaged frame; throws only when the file cannot be read.
 */
export const scanSegment = async (
  file: FileHandle,
  from: number,
  to: number,
  visit: (record: StreamRecord) => boolean,
): Promise<ScanEnd> => {
  let at = from;
  let wanted = chunkBytes;
  while (at < to) {
    const chunk = await readAt(file, at, Math.min(wanted, to - at));
    let offset = 0;
    let frame = decodeFrame(chunk, offset);
    for (; frame.kind === 'record'; frame = decodeFrame(chunk, offset)) {
      if (!visit(frame.record)) return { at: at + offset, whole: false };
      offset += frame.bytes;
      if (offset === chunk.length) break;
    }
    at += offset;
    if (frame.kind === 'damaged') return { at, whole: false };
    if (frame.kind === 'incomplete') {
      if (frame.bytesNeeded > to - at) return { at, whole: false };
      wanted = Math.max(chunkBytes, frame.bytesNeeded);
    }
  }
  return { at, whole: true };
};
