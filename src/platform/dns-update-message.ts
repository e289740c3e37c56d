import 'server-only';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { clock } from './clock';

/** A shared key that signs updates (RFC 8945). `secret` is base64, as name servers write it. */
export interface TsigKey {
  name: string;
  secret: string;
  algorithm: 'hmac-sha256' | 'hmac-sha384' | 'hmac-sha512';
}

export interface TxtChange {
  /** Owner of the record and the zone it stands in. */
  name: string;
  zone: string;
  /**
   * What stands there afterwards, in place of whatever stood there; none removes the name.
   * Undefined changes nothing: whether the server would let us is all that is found out.
   */
  values: string[] | undefined;
  ttl: number;
}

export interface SignedMessage {
  id: number;
  bytes: Buffer;
  /** Its signature, which the answer's one covers; undefined without a key. */
  mac: Buffer | undefined;
}

const types = { soa: 6, txt: 16, tsig: 250 };
const classes = { in: 1, any: 255 };
const opcodeUpdate = 5 << 11;
/** RFC 8945, 10: how far the clocks may be apart, in seconds. */
const fudge = 300;

/** A dynamic update (RFC 2136): removes the TXT records of a name and adds these in one step. */
export function updateMessage(change: TxtChange, key: TsigKey | undefined): SignedMessage {
  const { name, zone, values, ttl } = change;
  const updates = values && [
    record(name, types.txt, classes.any, 0, Buffer.alloc(0)), // 2.5.2: delete an RRset
    ...values.map((value) => record(name, types.txt, classes.in, ttl, characterString(value))),
  ];
  const id = randomInt(0x10000);
  const zoneSection = Buffer.concat([encodeName(zone), u16(types.soa), u16(classes.in)]);
  const bytes = Buffer.concat([header(id, updates?.length ?? 0), zoneSection, ...(updates ?? [])]);
  return key ? signed(id, bytes, key) : { id, bytes, mac: undefined };
}

/** The outcome of an update as its server's codes name it, or why the answer can't be believed. */
export function outcomeOf(answer: Buffer, sent: SignedMessage, key: TsigKey | undefined): string {
  const rcode = answer.readUInt16BE(2) & 0xf;
  if (!key || !sent.mac) return nameOf(rcode);
  const found = findTsig(answer);
  if (!found) return rcode === 0 ? 'UNSIGNED' : nameOf(rcode);
  const { tsig, before } = found;
  // 5.3.2: an answer about a bad key or signature carries no signature of its own.
  if (tsig.mac.length === 0) return nameOf(tsig.error || rcode);
  const expected = hmac(key, [u16(sent.mac.length), sent.mac, before, variables(tsig, key)]);
  const isGenuine =
    tsig.mac.length === expected.length && timingSafeEqual(tsig.mac, Uint8Array.from(expected));
  if (!isGenuine) return 'UNSIGNED';
  return nameOf(tsig.error || rcode);
}

const codes: Record<number, string> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADSIG',
  17: 'BADKEY',
  18: 'BADTIME',
  22: 'BADTRUNC',
};
const nameOf = (code: number) => codes[code] ?? `RCODE ${code}`;

function signed(id: number, bytes: Buffer, key: TsigKey): SignedMessage {
  const tsig: Tsig = {
    time: Math.floor(clock.now().getTime() / 1000),
    error: 0,
    other: Buffer.alloc(0),
    mac: Buffer.alloc(0),
  };
  const mac = hmac(key, [bytes, variables(tsig, key)]);
  const data = Buffer.concat([
    encodeName(key.algorithm),
    u48(tsig.time),
    u16(fudge),
    u16(mac.length),
    mac,
    u16(id),
    u16(0),
    u16(0),
  ]);
  const whole = Buffer.concat([bytes, record(key.name, types.tsig, classes.any, 0, data)]);
  whole.writeUInt16BE(whole.readUInt16BE(10) + 1, 10);
  return { id, bytes: whole, mac };
}

interface Tsig {
  time: number;
  error: number;
  other: Buffer;
  mac: Buffer;
  fudge?: number;
}

/** What is signed beside the message (4.3.3): names in lower case and uncompressed. */
function variables(tsig: Tsig, key: TsigKey): Buffer {
  return Buffer.concat([
    encodeName(key.name.toLowerCase()),
    u16(classes.any),
    u32(0),
    encodeName(key.algorithm),
    u48(tsig.time),
    u16(tsig.fudge ?? fudge),
    u16(tsig.error),
    u16(tsig.other.length),
    tsig.other,
  ]);
}

/** The signature at the end of an answer, and the answer as it was before it was signed. */
function findTsig(answer: Buffer): { tsig: Tsig; before: Buffer } | undefined {
  const extra = answer.readUInt16BE(10);
  if (extra === 0) return undefined;
  let at = 12;
  for (let left = answer.readUInt16BE(4); left > 0; left--) at = afterName(answer, at) + 4;
  const records = answer.readUInt16BE(6) + answer.readUInt16BE(8) + extra;
  let start = at;
  for (let left = records; left > 0; left--) {
    start = at;
    const fixed = afterName(answer, at);
    at = fixed + 10 + answer.readUInt16BE(fixed + 8);
  }
  const fixed = afterName(answer, start);
  if (answer.readUInt16BE(fixed) !== types.tsig) return undefined;
  let read = afterName(answer, fixed + 10);
  const time = answer.readUIntBE(read, 6);
  const allowed = answer.readUInt16BE(read + 6);
  const length = answer.readUInt16BE(read + 8);
  read += 10;
  const mac = answer.subarray(read, read + length);
  read += length;
  const id = answer.readUInt16BE(read);
  const error = answer.readUInt16BE(read + 2);
  const other = answer.subarray(read + 6, read + 6 + answer.readUInt16BE(read + 4));
  const before = Buffer.from(answer.subarray(0, start));
  before.writeUInt16BE(id, 0);
  before.writeUInt16BE(extra - 1, 10);
  return { tsig: { time, error, other, mac, fudge: allowed }, before };
}

/** RFC 1035, 4.1.4: a name ends with an empty label or with a pointer of two bytes. */
function afterName(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes.readUInt8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += length + 1;
  }
}

function record(name: string, type: number, klass: number, ttl: number, data: Buffer): Buffer {
  return Buffer.concat([encodeName(name), u16(type), u16(klass), u32(ttl), u16(data.length), data]);
}

function header(id: number, updates: number): Buffer {
  return Buffer.concat([id, opcodeUpdate, 1, 0, updates, 0].map(u16));
}

function characterString(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 255) throw new Error('a string in a record has at most 255 bytes');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function hmac(key: TsigKey, parts: Buffer[]): Buffer {
  const sum = createHmac(key.algorithm.replace('hmac-', ''), Buffer.from(key.secret, 'base64'));
  for (const part of parts) sum.update(part);
  return sum.digest();
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').filter(Boolean).map(characterString);
  if (labels.some(({ length }) => length > 64))
    throw new Error(`${name} has a label over 63 bytes`);
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u48(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}
