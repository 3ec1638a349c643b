import type { Substitution } from '../domain/hour-fold.ts';

const withoutReferenceBytes = 9;
const withReferenceBytes = 27;

/** One substitution: u8 rung · f64 kg · and with a reference: u16 hours · f64 mean · f64 sigma. Exact. */
export const packSubstitution = ({ rung, substitutedKg, reference }: Substitution): Uint8Array => {
  const bytes = new Uint8Array(reference === null ? withoutReferenceBytes : withReferenceBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, rung);
  view.setFloat64(1, substitutedKg);
  if (reference !== null) {
    view.setUint16(9, reference.hours);
    view.setFloat64(11, reference.meanGPerNm3);
    view.setFloat64(19, reference.sigmaGPerNm3);
  }
  return bytes;
};

/** The reverse of `packSubstitution`. Throws when the bytes are not of this layout. */
export const unpackSubstitution = (bytes: Uint8Array, hourStartMs: number): Substitution => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rung = bytes[0];
  const isWhole = bytes.length === withoutReferenceBytes || bytes.length === withReferenceBytes;
  if (!isWhole || (rung !== 1 && rung !== 2)) {
    throw new Error(`${bytes.length} bytes hold no packed substitution; restore the day item`);
  }
  const reference =
    bytes.length === withReferenceBytes
      ? { hours: view.getUint16(9), meanGPerNm3: view.getFloat64(11), sigmaGPerNm3: view.getFloat64(19) }
      : null;
  return { hourStartMs, rung, substitutedKg: view.getFloat64(1), reference };
};
