import { byteCursor, type Cursor } from './byte-cursor';
import { decodeText } from './decode-text';

/** What Outlook packs into `winmail.dat` (MS-OXTNEF): files, and the text where nothing else has it. */
export interface Tnef {
  text: string;
  html: string;
  /** Still compressed. */
  rtf?: Uint8Array;
  files: TnefFile[];
}

export interface TnefFile {
  fileName: string;
  contentType: string;
  contentId: string | null;
  bytes: Uint8Array;
}

const most = { files: 100, depth: 3, properties: 5_000 };

/**
 * Takes a `winmail.dat` apart; a message inside the message gives its files too. Undefined where
 * it isn't one or is broken: then it is a file like another.
 */
export function readTnef(bytes: Uint8Array): Tnef | undefined {
  const found: Tnef = { text: '', html: '', files: [] };
  try {
    readStream(bytes, found, 0);
    return found;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const signature = 0x223e9f78;
const attribute = {
  body: 0x0002_800c,
  fileBegins: 0x0006_9002,
  fileBytes: 0x0006_800f,
  fileTitle: 0x0001_8010,
  fileProperties: 0x0006_9005,
  codePage: 0x0006_9007,
  properties: 0x0006_9003,
};
const property = {
  text: 0x1000,
  html: 0x1013,
  rtf: 0x1009,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  mediaType: 0x370e,
  contentId: 0x3712,
};

function readStream(bytes: Uint8Array, found: Tnef, depth: number): void {
  const cursor = byteCursor(bytes);
  if (cursor.u32() !== signature) throw new RangeError('not TNEF');
  cursor.skip(2);
  let codePage = 1252;
  let file: Growing | undefined;
  while (cursor.left() > 0) {
    cursor.skip(1); // whether it is of the message or of a file: the name says it too
    const name = cursor.u32();
    const value = cursor.take(cursor.u32());
    cursor.skip(2); // a sum that not all programs get right
    if (name === attribute.codePage) codePage = byteCursor(value).u32();
    if (name === attribute.body) found.text ||= stringOf(value, codePage);
    if (name === attribute.properties) {
      for (const [id, one] of propertiesOf(value, codePage)) {
        if (id === property.text) found.text ||= one.text;
        if (id === property.html) found.html ||= one.text;
        if (id === property.rtf) found.rtf ??= one.bytes;
      }
    }
    if (name === attribute.fileBegins) {
      finish(file, found, depth);
      file = { title: '', longName: '', contentType: '', contentId: null };
    }
    if (!file) continue;
    if (name === attribute.fileTitle) file.title = stringOf(value, codePage);
    if (name === attribute.fileBytes) file.bytes = value;
    if (name === attribute.fileProperties) describe(file, propertiesOf(value, codePage));
  }
  finish(file, found, depth);
}

interface Growing {
  title: string;
  longName: string;
  contentType: string;
  contentId: string | null;
  bytes?: Uint8Array;
  /** A message of its own. */
  isMessage?: boolean;
}

function describe(file: Growing, properties: Iterable<[number, Value]>): void {
  for (const [id, value] of properties) {
    if (id === property.longName) file.longName = value.text;
    if (id === property.shortName) file.title ||= value.text;
    if (id === property.mediaType) file.contentType = value.text.toLowerCase();
    if (id === property.contentId) file.contentId = value.text.replace(/^<|>$/g, '') || null;
    if (id !== property.data) continue;
    file.isMessage = value.type === 0x0d;
    file.bytes = file.isMessage ? value.bytes.subarray(16) : value.bytes; // its class stands before it
  }
}

function finish(file: Growing | undefined, found: Tnef, depth: number): void {
  if (!file?.bytes || found.files.length >= most.files) return;
  if (file.isMessage && depth < most.depth) {
    const inner: Tnef = { text: '', html: '', files: [] };
    readStream(file.bytes, inner, depth + 1);
    found.files.push(...inner.files.slice(0, most.files - found.files.length));
    return;
  }
  const { contentId, bytes } = file;
  const contentType = file.contentType || 'application/octet-stream';
  found.files.push({ fileName: file.longName || file.title, contentType, contentId, bytes });
}

interface Value {
  type: number;
  bytes: Uint8Array;
  text: string;
}

/** The properties whose value is text or bytes (MS-OXTNEF 2.1.3.4); the others are stepped over. */
function* propertiesOf(bytes: Uint8Array, codePage: number): Generator<[number, Value]> {
  const cursor = byteCursor(bytes);
  const count = cursor.u32();
  if (count > most.properties) throw new RangeError('too many properties');
  for (let at = 0; at < count; at++) {
    const type = cursor.u16();
    const id = cursor.u16();
    if (id >= 0x8000) skipName(cursor);
    const kind = type & 0x0fff;
    const size = sizes[kind];
    const isMany = (type & 0x1000) !== 0;
    const values = isMany || size === undefined ? cursor.u32() : 1;
    if (values > most.properties) throw new RangeError('too many values');
    for (let nth = 0; nth < values; nth++) {
      const length = size ?? cursor.u32();
      const value = cursor.take(length);
      cursor.skip((4 - (length % 4)) % 4);
      if (size !== undefined || nth > 0) continue;
      const text = kind === 0x1f ? decodeText(value, 'utf-16le') : stringOf(value, codePage);
      yield [id, { type: kind, bytes: value, text: text.replaceAll('\0', '') }];
    }
  }
}

/** Bytes of values of a fixed size; what isn't here says its own. */
const sizes: Record<number, number | undefined> = {
  1: 4,
  2: 2,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 2,
  20: 8,
  64: 8,
  72: 16,
};

function skipName(cursor: Cursor): void {
  cursor.skip(16);
  const isNumbered = cursor.u32() === 0;
  const length = isNumbered ? 4 : cursor.u32();
  cursor.skip(length + ((4 - (length % 4)) % 4));
}

/** Code pages of Windows that aren't called after it. */
const codePages: Record<number, string | undefined> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  20127: 'us-ascii',
  28591: 'iso-8859-1',
  65001: 'utf-8',
};

const stringOf = (bytes: Uint8Array, codePage: number) =>
  decodeText(bytes, codePages[codePage] ?? `windows-${codePage}`).replaceAll('\0', '');
