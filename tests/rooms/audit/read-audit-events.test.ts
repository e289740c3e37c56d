import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/access/in-transaction';
import { readAuditEvents } from '@/audit/read-audit-events';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
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

  it('takes what is no filter as none', async () => {
    expect(await names({ event: 'x', cursor: 'x' })).toHaveLength(deeds.length);
  });

  it('is for admins, and of their own tenant', async () => {
    const key = await asApiKey(tenant, ['settings:read']);
    for (const scope of [technician, key, await asContact(tenant)]) {
      expect(await refusalOf(readAuditEvents(scope, {}))).toMatchObject({ status: 403 });
    }
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect((await readAuditEvents(stranger, {})).events).toEqual([]);
  });
});
