import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/access/in-transaction';
import { exportAuditEvents } from '@/audit/export-audit-events';
import { readAuditEvents } from '@/audit/read-audit-events';
import { record } from '@/audit/record';
import { parseCsv } from '@/people/csv';
import { newId } from '@/platform/ids';
import { plainCell } from '@/platform/write-csv';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const technician = await asTechnician(tenant);
const [first, second] = [newId(), newId()];
const deeds = [
  [admin, 'contact.created', first],
  [technician, 'contact.changed', first],
  [admin, 'contactImport.started', second],
  [technician, 'company.created', second],
  [admin, 'contact.disabled', first],
] as const;
for (const [scope, event, subject] of deeds) {
  await inTransaction(scope, (tx) => record(tx, scope, event, subject, { after: { event } }));
}
const names = async (input: Parameters<typeof readAuditEvents>[1]) =>
  (await readAuditEvents(admin, input)).events.map(({ event }) => event);

describe('the audit log', () => {
  it('says who, what, when and from where, newest first', async () => {
    const { events, nextCursor } = await readAuditEvents(admin, {});
    expect(events.map(({ event }) => event)).toEqual(deeds.map(([, event]) => event).reverse());
    expect(nextCursor).toBeNull();
    expect(events[0]).toMatchObject({
      actor: { kind: 'technician', id: admin.actor.id, name: admin.actor.name },
      subjectId: first,
      address: '127.0.0.1',
      after: { event: 'contact.disabled' },
      before: null,
    });
    expect(events[0]!.at).toBeInstanceOf(Date);
  });

  it('is read page by page without gap or repetition', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readAuditEvents(admin, { limit: 2, cursor });
      seen.push(...page.events.map(({ event }) => event));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(await names({}));
  });

  it('is narrowed by event, by noun, by subject and by actor', async () => {
    expect(await names({ event: 'contact.created' })).toEqual(['contact.created']);
    expect(await names({ event: 'contact.' })).toEqual([
      'contact.disabled',
      'contact.changed',
      'contact.created',
    ]);
    expect(await names({ subject: second })).toEqual(['company.created', 'contactImport.started']);
    const byTechnician = ['company.created', 'contact.changed'];
    expect(await names({ actor: technician.actor.id })).toEqual(byTechnician);
    expect(await names({ actor: technician.actor.name.toUpperCase() })).toEqual(byTechnician);
    expect(await names({ actor: '%' })).toEqual([]);
  });

  it('is narrowed by a span of time, its end not included', async () => {
    const { events } = await readAuditEvents(admin, {});
    const [newest, ...older] = events;
    const at = newest!.at;
    const since = await readAuditEvents(admin, { from: at });
    expect(since.events.map(({ id }) => id)).toEqual([newest!.id]);
    const until = await readAuditEvents(admin, { to: at });
    expect(until.events.map(({ id }) => id)).toEqual(older.map(({ id }) => id));
    expect((await readAuditEvents(admin, { from: at, to: at })).events).toEqual([]);
  });

  it('takes what is no filter as none', async () => {
    expect(await names({ event: 'x', cursor: 'x' })).toHaveLength(deeds.length);
  });

  it('is for admins, and of their own tenant', async () => {
    const key = await asApiKey(tenant, ['settings:read']);
    for (const scope of [technician, key, await asContact(tenant)]) {
      expect(await refusalOf(readAuditEvents(scope, {}))).toMatchObject({ status: 403 });
    }
    const reader = await asApiKey(tenant, ['audit:read']);
    expect((await readAuditEvents(reader, {})).events).toHaveLength(deeds.length);
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect((await readAuditEvents(stranger, {})).events).toEqual([]);
  });
});

describe('an export', () => {
  const whole = async (pages: AsyncGenerator<string>) => {
    const found: string[] = [];
    for await (const page of pages) found.push(page);
    return { pages: found.length, text: found.join('') };
  };

  it('has what the filter has, an entry a line, and is an entry itself', async () => {
    const filter = { event: 'contact.', actor: admin.actor.id };
    const { result, entries } = await withAudit(tenant, () =>
      exportAuditEvents(admin, { ...filter, format: 'jsonl' }),
    );
    const lines = (await whole(result)).text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { events } = await readAuditEvents(admin, filter);
    expect(lines).toEqual(JSON.parse(JSON.stringify(events)));
    expect(lines.map(({ event }) => event)).toEqual(['contact.disabled', 'contact.created']);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      event: 'audit.exported',
      actorId: admin.actor.id,
      after: { ...filter, format: 'jsonl' },
    });
  });

  it('escapes what a spreadsheet would take for a formula', async () => {
    const own = await makeTenant('Formula IT');
    const boss = await asTechnician(own, 'admin');
    const bad = ['=cmd|calc', '+1', '-1', '@x', '\tx', '\rx'];
    for (const name of bad) {
      const scope = { ...boss, actor: { ...boss.actor, name } };
      await inTransaction(scope, (tx) => record(tx, scope, 'contact.created', name));
    }
    const { text } = await whole(
      await exportAuditEvents(boss, { format: 'csv', event: 'contact.' }),
    );
    const [head, ...lines] = parseCsv(text).map(({ cells }) => cells);
    const [subject, name] = [head!.indexOf('subjectId'), head!.indexOf('actorName')];
    expect(lines).toHaveLength(bad.length);
    for (const cells of lines) {
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(cells[name]).toBe(cells[subject]);
    }
    expect(lines.map((cells) => plainCell(cells[name]!)).reverse()).toEqual(bad);
  });

  it('goes page by page through more than one page, without gap or repetition', async () => {
    const own = await makeTenant('Busy IT');
    const boss = await asTechnician(own, 'admin');
    await inTransaction(boss, async (tx) => {
      for (let n = 0; n < 401; n++) await record(tx, boss, 'contact.changed', newId());
    });
    const { pages, text } = await whole(await exportAuditEvents(boss, { format: 'csv' }));
    expect(pages).toBe(3);
    const ids = parseCsv(text).map(({ cells }) => cells[0]);
    expect(ids.filter((id) => id === 'id')).toHaveLength(1);
    expect(new Set(ids).size).toBe(1 + 401 + 1); // the head, the entries, the export’s own
  });

  it('is for admins', async () => {
    for (const scope of [
      technician,
      await asContact(tenant),
      await asApiKey(tenant, ['audit:read']),
    ]) {
      const refused = exportAuditEvents(scope as typeof admin, { format: 'csv' });
      expect(await refusalOf(refused)).toMatchObject({ status: 403 });
    }
    const stranger = await asTechnician(await makeTenant('Third IT'), 'admin');
    const { text } = await whole(await exportAuditEvents(stranger, { format: 'jsonl' }));
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).event),
    ).toEqual(['audit.exported']);
  });
});
