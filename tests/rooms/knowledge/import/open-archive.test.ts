import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openArchive } from '@/knowledge/import/open-archive';
import { readEnv } from '@/platform/env';
import { refusalOf } from '~tests/setup/proofs';
import { type ZipEntry, zipOf } from '~tests/setup/zip-of';

const open = (bytes: Buffer) => openArchive(Readable.from([bytes]));
const refused = async (entries: ZipEntry[]) => (await refusalOf(open(zipOf(entries)))).key;
const zeros = Buffer.alloc(3 * 1024 * 1024);

describe('an archive', () => {
  it('is read entry by entry, and nothing of it comes to lie on the disk', async () => {
    const archive = await open(
      zipOf([
        { name: 'a/b.md', data: 'Hello' },
        { name: './c\\d.md', data: 'x', method: 0 },
        { name: 'folder/' },
        { name: Buffer.from([0x82, 0x2e, 0x6d, 0x64]), data: 'old' },
        { name: 'link.md', data: '/etc/passwd', mode: 0o120777 },
      ]),
    );
    expect([...archive.files]).toEqual([
      ['a/b.md', 5],
      ['c/d.md', 1],
      ['é.md', 3],
    ]);
    expect(archive.links).toEqual(['link.md']);
    expect((await archive.read('a/b.md', 10)).toString()).toBe('Hello');
    expect((await archive.read('a/b.md', 10, 2)).toString()).toBe('He');
    expect((await refusalOf(archive.read('a/b.md', 4))).key).toBe('articleImport.entryTooLarge');
    expect(await readdir(path.resolve(readEnv().DATA_DIR, 'imports'))).toEqual([]);
    await archive.close();
  });

  it.each([
    ['articleImport.badName', [{ name: '../../etc/passwd' }]],
    ['articleImport.badName', [{ name: 'a/../../b.md' }]],
    ['articleImport.badName', [{ name: '..\\b.md' }]],
    ['articleImport.badName', [{ name: '/etc/passwd' }]],
    ['articleImport.badName', [{ name: 'C:\\b.md' }]],
    ['articleImport.badName', [{ name: 'a\0.md' }]],
    ['articleImport.nameTwice', [{ name: 'a.md' }, { name: './a.md' }]],
    ['articleImport.encrypted', [{ name: 'a.md', flags: 1 }]],
    ['articleImport.packedOddly', [{ name: 'a.md', method: 12 }]],
    ['articleImport.tooDense', [{ name: 'bomb.md', data: zeros }]],
    [
      'articleImport.damaged',
      [
        { name: 'a.md', data: 'xx' },
        { name: 'b.md', data: 'xx', saysOffset: 0 },
      ],
    ],
  ] satisfies [string, ZipEntry[]][])('is refused: %s (%#)', async (key, entries) => {
    expect(await refused(entries)).toBe(key);
  });

  it('is refused with too many entries, or with many that are large together', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.md`, method: 0 }));
    expect(await refused(many)).toBe('articleImport.tooManyEntries');
    const large = Array.from({ length: 600 }, (_, at) => ({
      name: `${at}.bin`,
      data: 'x',
      saysSize: 1024 * 1024,
    }));
    expect(await refused(large)).toBe('articleImport.unpacksTooLarge');
  });

  it('is held to what it says of an entry while that is unpacked', async () => {
    const archive = await open(zipOf([{ name: 'a.md', data: zeros, saysSize: 900_000 }]));
    expect((await refusalOf(archive.read('a.md', 1024 * 1024))).key).toBe('articleImport.damaged');
    await archive.close();
  });

  it('is no archive: something else, or one that was cut', async () => {
    expect((await refusalOf(open(Buffer.from('MZ program')))).status).toBe(415);
    expect((await refusalOf(open(Buffer.alloc(0)))).status).toBe(415);
    const cut = zipOf([{ name: 'a.md', data: 'Hello' }]).subarray(0, 40);
    expect((await refusalOf(open(cut))).key).toBe('articleImport.damaged');
  });
});
