/** Reads bytes in their order, little end first. Whatever lies behind the end is a `RangeError`. */
export interface Cursor {
  u16(): number;
  u32(): number;
  take(length: number): Uint8Array;
  skip(length: number): void;
  left(): number;
}

export function byteCursor(bytes: Uint8Array): Cursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const step = (length: number) => {
    if (length > bytes.length - at) throw new RangeError('it ends too early');
    at += length;
    return at - length;
  };
  return {
    u16: () => view.getUint16(step(2), true),
    u32: () => view.getUint32(step(4), true),
    take(length) {
      const from = step(length);
      return bytes.subarray(from, from + length);
    },
    skip: (length) => void step(length),
    left: () => bytes.length - at,
  };
}
