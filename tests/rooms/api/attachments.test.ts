import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lengthHeader } from '@/platform/length-header';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { apiTenant, makePeople } from './api-caller';

const urls = await freshDatabase();
const a = await apiTenant();
const { call, tenant } = a;
const { contact } = await makePeople(a);
const body = { requesterId: contact.id, title: 'Files', description: 'See below.' };
const { number } = (await call('POST', '/tickets', { body })).json;
const address = `/tickets/${number}/attachments`;
const folder = path.resolve(process.env.DATA_DIR ?? '', 'attachments', tenant.id);
const onDisk = () => (existsSync(folder) ? readdirSync(folder) : []);
const rows = () => onDatabase(urls.admin, 'SELECT id FROM attachments');

function form(...files: [name: string, bytes: BlobPart][]): FormData {
  const made = new FormData();
  for (const [name, bytes] of files) made.append('file', new Blob([bytes]), name);
  return made;
}

/** Multipart text by hand, for what FormData would not write. */
function raw(text: string) {
  const headers = { 'content-type': 'multipart/form-data; boundary=B' };
  return call('POST', address, { body: text.replaceAll('\n', '\r\n'), headers });
}

describe('attachments', () => {
  it('are put on the ticket, listed and downloaded as they were', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1, 2, 255]);
    const sent = await call('POST', address, {
      body: form(['Écran 1%.png', bytes], ['log.txt', 'héllo\n']),
    });
    expect(sent.status).toBe(201);
    expect(sent.json.data).toMatchObject([
      { fileName: 'Écran 1%.png', mediaType: 'image/png', size: 12, isImage: true },
      { fileName: 'log.txt', mediaType: 'text/plain', size: 7, isImage: false },
    ]);
    expect((await call('GET', address)).json).toEqual(sent.json);
    expect((await call('GET', `/tickets/${number}`)).json.attachments).toEqual(sent.json.data);
    const [{ id }] = sent.json.data;
    const file = await call('GET', `${address}/${id}`);
    expect(Buffer.from(file.text, 'latin1')).toEqual(bytes);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="Ecran 1_.png"/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const head = await call('HEAD', `${address}/${id}`);
    expect([head.headers.get(lengthHeader), head.text]).toEqual(['12', '']);
  });

  it('are found on their own ticket only', async () => {
    const other = (await call('POST', '/tickets', { body })).json.number;
    const { id } = (await call('GET', address)).json.data[0];
    expect((await call('GET', `/tickets/${other}/attachments/${id}`)).status).toBe(404);
    expect((await call('GET', `${address}/x`)).status).toBe(404);
  });

  it('sent twice with one Idempotency-Key stand there once', async () => {
    const before = (await call('GET', address)).json.data.length;
    const send = (text: string) =>
      call('POST', address, {
        body: form(['twice.txt', text]),
        headers: { 'idempotency-key': 'files' },
      });
    const first = await send('same');
    const kept = [onDisk(), await rows()];
    const again = await send('same');
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await send('other')).json.code).toBe('api.idempotencyKeyReused');
    expect((await call('GET', address)).json.data).toHaveLength(before + 1);
    expect([onDisk(), await rows()], 'what came again is put away').toEqual(kept);
  });

  it('that are too large are refused before the disk holds them', async () => {
    const before = [onDisk(), await rows()];
    const big = await call('POST', address, {
      body: form(['big.bin', Buffer.alloc(26 * 1024 * 1024)]),
    });
    expect(big).toMatchObject({ status: 413, json: { code: 'attachments.tooLarge' } });
    expect([onDisk(), await rows()]).toEqual(before);
  });

  it('that are programs or pages are refused, whatever they are called', async () => {
    const before = [onDisk(), await rows()];
    for (const [name, bytes] of [
      ['setup.exe', 'x'],
      ['photo.png', 'MZ\x90\x00'],
      ['notes.txt', '<!doctype html><script>alert(1)</script>'],
      ['logo.svg', '<svg/>'],
    ] as const) {
      const refused = await call('POST', address, { body: form([name, bytes]) });
      expect(refused).toMatchObject({ status: 415, json: { code: 'attachments.forbiddenType' } });
    }
    expect([onDisk(), await rows()]).toEqual(before);
  });

  it('need a multipart form with a file and nothing else', async () => {
    expect(await call('POST', address, { body: { file: 'x' } })).toMatchObject({
      status: 415,
      json: { code: 'api.contentType' },
    });
    const headers = { 'content-type': 'multipart/form-data' };
    expect((await call('POST', address, { body: 'x', headers })).status).toBe(415);
    const empty = await raw('--B--\n');
    expect([empty.status, empty.json.errors]).toEqual([422, { file: 'Fill this in.' }]);
    const cut = await raw(
      '--B\nContent-Disposition: form-data; name="file"; filename="a.txt"\n\nhal',
    );
    expect(cut).toMatchObject({ status: 400, json: { code: 'api.bodyNotMultipart' } });
    const field = await raw('--B\nContent-Disposition: form-data; name="note"\n\nx\n--B--\n');
    expect([field.status, Object.keys(field.json.errors)]).toEqual([422, ['note']]);
    const many = Array.from({ length: 11 }, (_, n): [string, string] => [`${n}.txt`, 'x']);
    const before = [onDisk(), await rows()];
    const refused = await call('POST', address, { body: form(...many) });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, ['file']]);
    expect([onDisk(), await rows()], 'not one of them stays').toEqual(before);
  });

  it('to a ticket that isn’t there are not even received', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (to) => to.enqueue(new Uint8Array(1024 * ++pulled)),
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=B' };
    const lost = await call('POST', '/tickets/9999/attachments', { body: endless, headers });
    expect(lost.status).toBe(404);
    expect(pulled).toBeLessThan(3);
  });
});
