import 'server-only';
import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { Refusal } from '@/platform/errors';
import type { Archive } from './archive';
import { archiveLimits, tooLarge, unpacksTooLarge } from './archive-limits';
import { entryName } from './entry-name';

/**
 * Reads what a zip file says of itself and holds it to the limits, before anything is unpacked: how
 * many entries, how large, how densely packed, under which names, and none laid over another (one
 * piece of bytes that is unpacked a thousand times). What an entry says of its size is held to
 * again while it is read.
 */
export async function openZip(file: FileHandle): Promise<Archive> {
  const zip = await sound(() =>
    fromFdPromise(file.fd, { autoClose: false, decodeStrings: false, lazyEntries: true }),
  );
  const entries = new Map<string, Entry>();
  const links: string[] = [];
  const { size } = await file.stat();
  await sound(async () => {
    if (zip.entryCount > archiveLimits.entries) throw tooMany();
    for await (const entry of zip.eachEntry()) take(entry, entries, links);
  });
  refuseLarge(entries.values());
  refuseOverlaps([...entries.values()], size);
  return {
    files: new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize])),
    links,
    read: (name, most, head) => sound(() => readEntry(zip, name, entries.get(name)!, most, head)),
    close: () => file.close(),
  };
}

function take(entry: Entry, entries: Map<string, Entry>, links: string[]): void {
  const name = entryName(entry);
  if (name.endsWith('/') || name === '') return;
  const values = { name };
  // The high half are a Unix file's type and mode.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) {
    links.push(name);
    return;
  }
  if (entry.isEncrypted()) throw new Refusal('articleImport.encrypted', { status: 422, values });
  if (!entry.canDecodeFileData()) {
    throw new Refusal('articleImport.packedOddly', { status: 422, values });
  }
  if (entries.has(name)) throw new Refusal('articleImport.nameTwice', { status: 422, values });
  const { uncompressedSize, compressedSize } = entry;
  if (
    uncompressedSize > archiveLimits.ratioFrom &&
    uncompressedSize > compressedSize * archiveLimits.ratio
  ) {
    throw new Refusal('articleImport.tooDense', { status: 422, values });
  }
  entries.set(name, entry);
  if (entries.size > archiveLimits.entries) throw tooMany();
}

function refuseLarge(entries: Iterable<Entry>): void {
  let unpacked = 0;
  for (const { uncompressedSize } of entries) unpacked += uncompressedSize;
  if (unpacked <= archiveLimits.unpacked) return;
  throw unpacksTooLarge(archiveLimits.unpacked);
}

function tooMany(): Refusal {
  const values = { most: archiveLimits.entries };
  return new Refusal('articleImport.tooManyEntries', { status: 413, values });
}

/** Entries share no bytes: each has its own header of at least 30, its name and its data. */
function refuseOverlaps(entries: Entry[], size: number): void {
  const inOrder = entries.sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  let free = 0;
  for (const { relativeOffsetOfLocalHeader: at, fileNameLength, compressedSize } of inOrder) {
    if (at < free) throw damaged();
    free = at + 30 + fileNameLength + compressedSize;
  }
  if (free > size) throw damaged();
}

async function readEntry(
  zip: ZipFile,
  name: string,
  entry: Entry,
  most: number,
  head?: number,
): Promise<Buffer> {
  if (entry.uncompressedSize > most) {
    throw new Refusal('articleImport.entryTooLarge', tooLarge(name, most));
  }
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new Refusal('articleImport.entryTooLarge', tooLarge(name, most));
    parts.push(part);
    if (head !== undefined && size >= head) break;
  }
  const whole = Buffer.concat(parts);
  return head === undefined ? whole : whole.subarray(0, head);
}

const damaged = () => new Refusal('articleImport.damaged', { status: 422 });

/** Whatever the library finds wrong with the file is for whoever sent it. */
async function sound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? error : damaged();
  }
}
