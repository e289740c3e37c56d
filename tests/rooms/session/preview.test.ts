import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it, vi } from 'vitest';
import { inOneTransaction, inTenant, inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { changeOwnLanguage } from '@/people/change-own-language';
import { disableContact } from '@/people/disable-contact';
import { readContact } from '@/people/read-contact';
import { contacts, technicians } from '@/people/tables';
import { newId } from '@/platform/ids';
import { changeOwnPassword } from '@/session/change-own-password';
import { readOwnSessions } from '@/session/own-sessions';
import { endPreview } from '@/session/preview/end-previews';
import { readPreview } from '@/session/preview/read-preview';
import { startPreview } from '@/session/preview/start-preview';
import { previews } from '@/session/preview/tables';
import { readContactSession } from '@/session/read-session';
import { findStillSignedIn } from '@/session/require-signed-in';
import { revokeOtherSessions, revokeSession } from '@/session/revoke-session';
import { sessions } from '@/session/tables';
import { changeSection } from '@/settings/change-section';
import { addCc } from '@/tickets/add-cc';
import { closeTicket } from '@/tickets/close-ticket';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { removeCc } from '@/tickets/remove-cc';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { storeAttachment } from '@/tickets/store-attachment';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeCompany,
  makeTenant,
  signInAs,
} from '~tests/setup/tenants';

vi.mock('@/session/auth', () => ({}));

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const system = await asSystem(a);
await createDefaultStatuses(system);
const company = await makeCompany(a);
const colleague = await asContact(a, { company });

/** An admin with a session row, as a sign-in leaves it. */
async function signedInAdmin(tenant = a, role: 'admin' | 'technician' = 'admin') {
  const scope = await asTechnician(tenant, role);
  await signInAs(scope);
  return scope;
}

/** What the next request of the admin's browser finds. */
async function openedBy(admin: Scope<Technician>, contact: Scope<Contact>) {
  const id = await startPreview(admin, { contactId: contact.actor.id });
  const asked = { id, sessionId: admin.actor.sessionId };
  const look = () => readPreview({ tenant: a }, asked);
  const found = (await look())!;
  const { actor, settings, preview } = found;
  const scope: Scope<Contact> = { tenant: a, actor, settings, preview, language: 'en' };
  return { id, asked, look, scope };
}

const setPast = { expiresAt: sql`now() - interval '1 second'` };

describe('a preview of the portal', () => {
  it('shows what the contact’s own sign-in would, and is audited with its end', async () => {
    const admin = await signedInAdmin();
    const contact = await asContact(a, { company, language: 'de' });
    const { result, entries } = await withAudit(a, () => openedBy(admin, contact));
    expect(entries.map(({ event, subjectId, actorId }) => [event, subjectId, actorId])).toEqual([
      ['contact.previewStarted', contact.actor.id, admin.actor.id],
    ]);
    const { preview } = result.scope;
    expect(preview).toMatchObject({ technicianName: admin.actor.name, language: 'en' });
    const left = preview!.expiresAt.getTime() - Date.now();
    expect(Math.round(left / 60_000)).toBe(30);
    expect(entries[0]?.after).toEqual({ endsAt: preview!.expiresAt.toISOString() });
  });

  it.each([
    ['everyone', false],
    ['everyone', true],
    ['nobody', true],
    ['selected', false],
  ] as const)('where tickets are for %s and primary is %s', async (audience, isPrimary) => {
    const admin = await signedInAdmin();
    const contact = await asContact(a, { company, isPrimary, language: 'fr' });
    await changeSection(system, { section: 'ticketing', audience });
    await signInAs(contact);
    const own = (await readContactSession({ tenant: a }, contact.actor.sessionId))!;
    const { asked } = await openedBy(admin, contact);
    const seen = (await readPreview({ tenant: a }, asked))!;
    expect({ ...seen.actor, sessionId: '' }).toEqual({ ...own.actor, sessionId: '' });
    expect([seen.settings, seen.ownLanguage]).toEqual([own.settings, own.ownLanguage]);
    await changeSection(system, { section: 'ticketing', audience: 'everyone' });
  });

  it('leaves the contact as they were', async () => {
    const admin = await signedInAdmin();
    const contact = await asContact(a, { company });
    const number = (await openTicket(contact, { title: 'A', description: 'B' })).number;
    const row = () =>
      onDatabase(urls.admin, `select * from contacts where id = '${contact.actor.id}'`);
    const before = await row();
    const { scope } = await openedBy(admin, contact);
    expect((await readTicket(scope, number)).number).toBe(number);
    expect(await findStillSignedIn(scope)).toMatchObject({ actor: scope.actor });
    expect(await readOwnSessions(contact)).toEqual([]);
    expect(await row()).toEqual(before);
  });

  it('is refused to who is no admin, and for another tenant’s contact', async () => {
    const contactId = colleague.actor.id;
    const technician = await signedInAdmin(a, 'technician');
    expect((await refusalOf(startPreview(technician, { contactId }))).status).toBe(403);
    const key = (await asApiKey(a, ['contacts:write'])) as unknown as Scope<Technician>;
    expect((await refusalOf(startPreview(key, { contactId }))).status).toBe(403);
    const foreigner = await signedInAdmin(b);
    expect((await refusalOf(startPreview(foreigner, { contactId }))).status).toBe(404);
    expect(await readPreview({ tenant: a }, { id: 'x', sessionId: newId() })).toBeUndefined();
    const nobodys = { id: newId(), sessionId: undefined };
    expect(await readPreview({ tenant: a }, nobodys)).toBeUndefined();
  });

  it('is refused for a disabled contact, and the button says why', async () => {
    const admin = await signedInAdmin();
    const contact = await asContact(a, { company });
    await disableContact(system, { id: contact.actor.id });
    const { key } = await refusalOf(startPreview(admin, { contactId: contact.actor.id }));
    expect(key).toBe('people.contactDisabled');
    const { can } = await readContact(admin, contact.actor.id);
    expect(can.preview).toEqual({ allowed: false, reason: 'people.contactDisabled' });
    const technician = await asTechnician(a);
    const theirs = await readContact(technician, colleague.actor.id);
    expect(theirs.can.preview).toEqual({ allowed: false, reason: 'session.adminsOnly' });
  });
});

describe('the end of a preview', () => {
  const endings: Record<string, (of: Awaited<ReturnType<typeof pair>>) => Promise<unknown>> = {
    'it is left': ({ admin, id }) => endPreview(admin, id),
    'its time is over': ({ id }) => change(previews, setPast, eq(previews.id, id)),
    'another one begins': ({ admin }) => startPreview(admin, { contactId: colleague.actor.id }),
    'the admin’s sign-in is revoked': ({ admin }) =>
      change(sessions, { revokedAt: sql`now()` }, eq(sessions.id, admin.actor.sessionId)),
    'the admin’s sign-in runs out': ({ admin }) =>
      change(sessions, setPast, eq(sessions.id, admin.actor.sessionId)),
    'the admin is none any more': ({ admin }) =>
      change(technicians, { role: 'technician' }, eq(technicians.id, admin.actor.id)),
    'the admin is disabled': ({ admin }) =>
      change(technicians, { disabledAt: sql`now()` }, eq(technicians.id, admin.actor.id)),
    'the admin changes their password': ({ admin }) =>
      change(technicians, { credentialVersion: 2 }, eq(technicians.id, admin.actor.id)),
    'the contact is disabled': ({ contact }) => disableContact(system, { id: contact.actor.id }),
    'the contact is erased': ({ contact }) =>
      change(contacts, { erasedAt: sql`now()` }, eq(contacts.id, contact.actor.id)),
  };

  async function pair() {
    const admin = await signedInAdmin();
    const contact = await asContact(a, { company });
    return { admin, contact, ...(await openedBy(admin, contact)) };
  }

  function change(table: PgTable, set: Record<string, unknown>, which: SQL): Promise<unknown> {
    return inTenant(a.id, (tx) => tx.update(table).set(set).where(which));
  }

  it.each(Object.keys(endings))('comes where %s', async (how) => {
    const of = await pair();
    expect(await of.look()).toBeDefined();
    await endings[how]!(of);
    expect(await of.look()).toBeUndefined();
    expect(await findStillSignedIn(of.scope)).toBeUndefined();
  });

  it('is audited, once, and leads back to the contact', async () => {
    const { admin, id, contact } = await pair();
    const { result, entries } = await withAudit(a, () => endPreview(admin, id));
    expect(result).toBe(contact.actor.id);
    expect(entries.map(({ event, subjectId, actorId }) => [event, subjectId, actorId])).toEqual([
      ['contact.previewEnded', contact.actor.id, admin.actor.id],
    ]);
    const again = await withAudit(a, () => endPreview(admin, id));
    expect([again.result, again.events]).toEqual([contact.actor.id, []]);
  });

  it('of one before is audited when the next begins', async () => {
    const { admin } = await pair();
    const next = () => startPreview(admin, { contactId: colleague.actor.id });
    const { events } = await withAudit(a, next);
    expect(events).toEqual(['contact.previewEnded', 'contact.previewStarted']);
  });

  it('is nobody’s but of who began it', async () => {
    const { id, look } = await pair();
    const second = await signedInAdmin();
    expect(await readPreview({ tenant: a }, { id, sessionId: second.actor.sessionId })).toBe(
      undefined,
    );
    expect(await readPreview({ tenant: b }, { id, sessionId: second.actor.sessionId })).toBe(
      undefined,
    );
    expect(await endPreview(second, id)).toBeUndefined();
    expect(await endPreview(await signedInAdmin(b), id)).toBeUndefined();
    expect(await look()).toBeDefined();
  });
});

describe('in a preview nothing can be changed', async () => {
  const admin = await signedInAdmin();
  const contact = await asContact(a, { company });
  const own = { number: (await openTicket(contact, { title: 'A', description: 'B' })).number };
  const { scope } = await openedBy(admin, contact);
  const ccId = colleague.actor.id;
  const file = async function* () {
    yield Buffer.from('hello');
  };
  const deeds: Record<string, () => Promise<unknown>> = {
    openTicket: () => openTicket(scope, { title: 'A', description: 'B' }),
    replyToTicket: () => replyToTicket(scope, { ...own, body: 'A' }),
    closeTicket: () => closeTicket(scope, own),
    reopenTicket: () => reopenTicket(scope, own),
    addCc: () => addCc(scope, { ...own, contactId: ccId }),
    removeCc: () => removeCc(scope, { ...own, contactId: ccId }),
    markTicketRead: () => markTicketRead(scope, own.number),
    storeAttachment: () => storeAttachment(scope, { fileName: 'a.txt', stream: file() }),
    changeOwnLanguage: () => changeOwnLanguage(scope, { language: 'it' }),
    changeOwnPassword: () =>
      changeOwnPassword(scope, { current: 'x', next: 'a long enough password' }),
    revokeSession: () => revokeSession(scope, { sessionId: newId() }),
    revokeOtherSessions: () => revokeOtherSessions(scope),
    'any transaction': () => inTransaction(scope, async () => {}),
    'any transaction around others': () => inOneTransaction(scope, async () => {}),
  };

  it.each(Object.keys(deeds))('%s', async (deed) => {
    const { result, events } = await withAudit(a, () => refusalOf(deeds[deed]!()));
    expect([result.key, result.status, events]).toEqual(['session.previewReadOnly', 403, []]);
  });
});
