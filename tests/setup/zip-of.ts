import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Bytes where the name is in no UTF-8. */
  name: string | Buffer;
  data?: string | Uint8Array;
  /** The type and mode of a file on Unix: 0o120777 is a symbolic link. */
  mode?: number;
  /** Bit 0: encrypted. */
  flags?: number;
  method?: number;
  /** What it says of its unpacked size, where that is a lie. */
  saysSize?: number;
  /** Where it says that its bytes begin, where that is a lie. */
  saysOffset?: number;
}

/** A zip file made byte by byte, so that it can be one that no program writes. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { mode = 0o100644, flags = 0, method = 8, saysOffset = offset } = entry;
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? '');
    const packed = method === 8 ? deflateRawSync(data) : data;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(entry.saysSize ?? data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE((mode << 16) >>> 0, 6);
    where.writeUInt32LE(saysOffset, 10);
    const made = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, facts, where, name]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** A folder: path → text or bytes. */
export function folderOf(files: Record<string, string | Uint8Array>): Buffer {
  return zipOf(Object.entries(files).map(([name, data]) => ({ name, data })));
}
