import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { clock, days, hours } from '@/platform/clock';
import { diskStore } from '@/platform/disk-store';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { addNote } from '@/tickets/add-note';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { openAttachment } from '@/tickets/open-attachment';
import { openTicket } from '@/tickets/open-ticket';
import { purgeDraftAttachments } from '@/tickets/purge-draft-attachments';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { mostBytes, storeAttachment } from '@/tickets/store-attachment';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asSystem } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const { tenant, requester, technician, admin } = desk;
const directory = path.resolve(process.env.DATA_DIR!, 'attachments', tenant.id);
const filesThere = () => {
  try {
    return readdirSync(directory).length;
  } catch {
    return 0;
  }
};
const rowsThere = () =>
  inTenant(tenant.id, async (tx) =>
    Number((await tx.execute<{ n: string }>(sql`select count(*) n from attachments`)).rows[0]!.n),
  );

/** Nothing of a refused file stays, neither a row nor a byte. */
async function leavesNothing(work: () => Promise<unknown>) {
  const before = [filesThere(), await rowsThere()];
  expect(await auditedBy(tenant, work)).toEqual([]);
  expect([filesThere(), await rowsThere()]).toEqual(before);
}

async function* parts(size: number, of = 65_536) {
  for (let left = size; left > 0; left -= of) yield Buffer.alloc(Math.min(left, of), 'a');
}

describe('storing a file', () => {
  it('keeps the bytes as they came and calls the file by its clean name', async () => {
    const bytes = Buffer.from('\x89PNG\r\n\x1a\n and the rest of it', 'latin1');
    const stream = Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]);
    const stored = await storeAttachment(requester, {
      fileName: '../..\\C:\\shots/a"\r\nSet-Cookie: x\u202egnp.png',
      stream,
    });
    expect(stored).toEqual({
      id: expect.any(String),
      fileName: 'a"Set-Cookie: xgnp.png',
      mediaType: 'image/png',
      size: bytes.length,
      isImage: true,
    });
    const opened = await openAttachment(requester, stored.id);
    expect(Buffer.concat(await opened.stream.toArray())).toEqual(bytes);
    const [kept] = readdirSync(directory);
    expect(kept).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await readFile(path.join(directory, kept!))).toEqual(bytes);
  });

  it.each([
    ['..', 'file'],
    ['', 'file'],
    ['  ', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
    ['Bericht März.txt', 'Bericht März.txt'],
  ])('names %j %j', async (given, name) => {
    const who = await asContact(tenant);
    const stream = Readable.from([Buffer.from('text')]);
    expect((await storeAttachment(who, { fileName: given, stream })).fileName).toBe(name);
  });

  it('takes 25 MB and not a byte more; the rest of a larger file is not read', async () => {
    const most = { fileName: 'a.txt', stream: parts(mostBytes) };
    expect((await storeAttachment(requester, most)).size).toBe(mostBytes);
    let read = 0;
    const large = (async function* () {
      for await (const part of parts(10 * mostBytes)) {
        read += part.length;
        yield part;
      }
    })();
    await leavesNothing(async () => {
      const refused = storeAttachment(requester, { fileName: 'a.txt', stream: large });
      await expect(refused).rejects.toMatchObject({ key: 'attachments.tooLarge', status: 413 });
    });
    expect(read).toBeLessThan(mostBytes + 20 * 65_536);
  });

  it('refuses programs and pages by their bytes, whatever they are called', async () => {
    await leavesNothing(async () => {
      for (const [fileName, content] of [
        ['photo.jpg', 'MZ\x90\0'],
        ['notes.txt', '#!/bin/sh\nrm -rf /'],
        ['a.txt', '<!doctype html><script>alert(1)</script>'],
        ['a.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
        ['setup.exe', 'harmless'],
      ] as const) {
        await expect(aFile(requester, fileName, content)).rejects.toMatchObject({
          key: 'attachments.forbiddenType',
          status: 415,
        });
      }
      await expect(aFile(requester, 'a.txt', '')).rejects.toMatchObject({
        key: 'attachments.empty',
        status: 422,
      });
    });
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const broken = (async function* () {
      yield Buffer.alloc(100_000, 'a');
      throw new Error('the connection is gone');
    })();
    await leavesNothing(async () => {
      const stored = storeAttachment(requester, { fileName: 'a.txt', stream: broken });
      await expect(stored).rejects.toThrow('the connection is gone');
    });
  });

  it('says 507 where the disk is full, and leaves no row', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const failing = new Readable({
      read() {
        this.destroy(full);
      },
    });
    const put = diskStore().put(`${tenant.id}/${'k'.repeat(43)}`, failing);
    await expect(put).rejects.toMatchObject({ key: 'attachments.diskFull', status: 507 });
    await leavesNothing(async () => {
      const stream = (async function* () {
        yield Buffer.alloc(10_000, 'a');
        throw full;
      })();
      const stored = storeAttachment(requester, { fileName: 'a.txt', stream });
      await expect(stored).rejects.toBeInstanceOf(Refusal);
    });
  });

  it('stops who uploads without end and sends nothing', async () => {
    const hoarder = await asContact(tenant);
    for (let i = 0; i < 40; i++) await aFile(hoarder);
    await expect(aFile(hoarder)).rejects.toMatchObject({
      key: 'attachments.tooMany',
      status: 429,
    });
    await aFile(requester); // others are not concerned
  });
});

describe('who opens a file', () => {
  it('is who can see its ticket, at every read anew', async () => {
    const id = await aFile(requester);
    const { number } = await openTicket(requester, {
      title: 'T',
      description: 'D',
      attachmentIds: id,
    } as never);
    expect((await openAttachment(desk.primary, id)).fileName).toBe('log.txt');
    await changeTicketSettings(admin, { visibleStatuses: ['closed'] });
    await expect(openAttachment(requester, id)).rejects.toMatchObject({ key: 'notFound' });
    expect((await openAttachment(technician, id)).fileName).toBe('log.txt');
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
    const withReply = await aFile(technician, 'steps.txt');
    await replyToTicket(technician, { number, body: 'See.', attachmentIds: [withReply] });
    expect((await openAttachment(requester, withReply)).size).toBe(5);
    expect((await readTicket(requester, number)).messages[0]?.attachments).toMatchObject([
      { id: withReply, fileName: 'steps.txt' },
    ]);
    const withNote = await aFile(technician);
    await addNote(technician, { number, body: 'Internal.', attachmentIds: [withNote] });
    await expect(openAttachment(requester, withNote)).rejects.toMatchObject({ key: 'notFound' });
  });

  it('is the uploader alone while it is a draft', async () => {
    const id = await aFile(requester);
    expect((await openAttachment(requester, id)).size).toBe(5);
    for (const scope of [technician, admin, desk.primary]) {
      await expect(openAttachment(scope, id)).rejects.toMatchObject({ key: 'notFound' });
    }
  });

  it.each(['', 'x', '../secret.key', newId(), newId().toUpperCase()])(
    'finds nothing under %j',
    async (id) => {
      await expect(openAttachment(technician, id)).rejects.toMatchObject({ key: 'notFound' });
    },
  );
});

describe('clearing away', () => {
  it('removes files that nobody sent within a day, and no others', async () => {
    const system = await asSystem(tenant, 'purgeDraftAttachments');
    const sent = await aFile(requester);
    await openTicket(requester, { title: 'T', description: 'D', attachmentIds: [sent] });
    const draft = await aFile(requester);
    await purgeDraftAttachments(system);
    expect((await openAttachment(requester, draft)).size).toBe(5);
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + hours(25)));
    const before = filesThere();
    const work = async () => {
      const { removed } = await purgeDraftAttachments(system);
      expect(before - filesThere()).toBe(removed);
      expect(removed).toBeGreaterThan(0);
    };
    expect(await auditedBy(tenant, work)).toEqual(['attachments.purged']);
    expect(await auditedBy(tenant, () => purgeDraftAttachments(system))).toEqual([]);
    vi.restoreAllMocks();
    await expect(openAttachment(requester, draft)).rejects.toMatchObject({ key: 'notFound' });
    expect((await openAttachment(requester, sent)).size).toBe(5);
    await expect(
      replyToTicket(requester, {
        number: await aTicket(requester),
        body: 'x',
        attachmentIds: [draft],
      }),
    ).rejects.toMatchObject({ key: 'attachments.gone', status: 422 });
  });
});

describe('the store on disk', () => {
  it('takes no key that could leave its directory', async () => {
    for (const key of ['../x', `${tenant.id}/../../x`, '/etc/passwd', `${tenant.id}/short`]) {
      await expect(diskStore().get(key)).rejects.toThrow('not a storage key');
    }
  });

  it('replaces nothing half-way: a file is there whole or not at all', async () => {
    const root = path.join(process.env.DATA_DIR!, `store-${newId()}`);
    const store = diskStore(root);
    const key = `${tenant.id}/${'a'.repeat(43)}`;
    await mkdir(path.join(root, tenant.id), { recursive: true });
    await writeFile(path.join(root, `${key}.part`), 'left by a crash');
    expect(await store.get(key)).toBeUndefined();
    await store.put(key, Readable.from([Buffer.from('whole')]));
    expect((await (await store.get(key))!.toArray()).join('')).toBe('whole');
    expect(readdirSync(path.join(root, tenant.id))).toHaveLength(1);
    await store.remove(key);
    await store.remove(key);
    expect(await store.get(key)).toBeUndefined();
    await rm(root, { recursive: true });
  });

  it('loses what a killed process left half written, after a day', async () => {
    const system = await asSystem(tenant, 'purgeDraftAttachments');
    const before = filesThere();
    const part = path.join(directory, `${'a'.repeat(43)}.part`);
    writeFileSync(part, 'half');
    await purgeDraftAttachments(system);
    expect(filesThere(), 'it may be under way').toBe(before + 1);
    utimesSync(part, new Date(), new Date(Date.now() - days(1) - 1000));
    await purgeDraftAttachments(system);
    expect(filesThere()).toBe(before);
  });
});
