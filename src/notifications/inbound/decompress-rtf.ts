import { byteCursor } from './byte-cursor';

/** What every dictionary begins with (MS-OXRTFCP 2.1.2.1). */
const known =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const compressed = 0x7546_5a4c; // LZFu
const plain = 0x414c_454d; // MELA
const around = 4096;
/** Of a body; who writes more is read as far as that. */
const most = 4 * 1024 * 1024;

/**
 * The RTF of a `PidTagRtfCompressed`, byte for byte a character (MS-OXRTFCP). Its checksum isn't
 * looked at: not all programs get it right. What is cut short or no such thing is a `RangeError`.
 */
export function decompressRtf(bytes: Uint8Array): string {
  const cursor = byteCursor(bytes);
  cursor.skip(4);
  const size = Math.min(cursor.u32(), most);
  const kind = cursor.u32();
  cursor.skip(4);
  if (kind === plain) return textOf(cursor.take(Math.min(size, cursor.left())));
  if (kind !== compressed) throw new RangeError('not compressed RTF');
  return textOf(unpack(bytes.subarray(16), size));
}

function unpack(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const dictionary = new Uint8Array(around);
  dictionary.set(Buffer.from(known, 'latin1'));
  let end = known.length;
  let written = 0;
  let at = 0;
  const next = () => {
    const byte = packed[at++];
    if (byte === undefined) throw new RangeError('it ends too early');
    return byte;
  };
  const put = (byte: number) => {
    dictionary[end] = byte;
    end = (end + 1) % around;
    out[written++] = byte; // behind the end nothing is kept
  };
  while (written < size) {
    const control = next();
    for (let bit = 0; bit < 8 && written < size; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(next());
        continue;
      }
      const reference = (next() << 8) | next();
      const from = reference >> 4;
      if (from === end) return out.subarray(0, written);
      for (let step = 0; step < (reference & 15) + 2; step++) {
        put(dictionary[(from + step) % around]!);
      }
    }
  }
  return out;
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
