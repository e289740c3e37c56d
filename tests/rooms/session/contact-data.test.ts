import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { forgetInAudit } from '@/audit/forget-in-audit';
import { changeField } from '@/fields/change-field';
import { noteFeedback } from '@/knowledge/feedback/note-feedback';
import { readFeedback } from '@/knowledge/feedback/read-feedback';
import { articleDeflections } from '@/knowledge/search/tables';
import { inboundMails } from '@/notifications/inbound/tables';
import { mailStops, mailSuppressions } from '@/notifications/outbound/tables';
import { webhookDeliveries, webhooks } from '@/notifications/tables';
import { changeContact } from '@/people/change-contact';
import { enableContact } from '@/people/disable-contact';
import { findContactForSignIn } from '@/people/find-for-sign-in';
import { importContact } from '@/people/import-people';
import { createPasswordLink, welcomeLinkLasts } from '@/people/password-link';
import { readContact } from '@/people/read-contact';
import { readContacts } from '@/people/read-contacts';
import { sendWelcome } from '@/people/send-welcome';
import { contactImports } from '@/people/tables';
import { newId } from '@/platform/ids';
import { eraseContact } from '@/session/erase-contact';
import { exportContactData } from '@/session/export-contact-data';
import { signIn } from '@/session/sign-in';
import { sessions } from '@/session/tables';
import type { Place } from '@/session/tenant-of-request';
import { addNote } from '@/tickets/add-note';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { mergeContacts } from '@/tickets/merge-contacts';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { attachments, ticketStatuses } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf, refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeArticle } from '../knowledge/articles';
import { aTicket, makeDesk } from '../tickets/desk';

await freshDatabase();
const desk = await makeDesk();
const { tenant, admin, technician, company } = desk;
const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
const { id: articleId } = await makeArticle(technician);
const password = 'a long enough password';
const place: Place = {
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: false,
  address: '198.51.100.77',
};

const phoneOf = (tag: string) => `+4420${Number.parseInt(tag, 16)}`;

/** Somebody with something in every table. */
async function makePerson(name: string) {
  const tag = newId().slice(-8);
  const email = `${tag}@personal.test`;
  const id = await importContact(await asSystem(tenant), {
    companyId: company.id,
    name,
    username: `secret-${tag}`,
    email,
    phone: phoneOf(tag),
    language: 'de',
    isPrimary: false,
    password,
  });
  const input = { login: email, password, userAgent: `Browser ${tag}` };
  const { sessionId = '' } = await signIn(place, 'contact', input);
  await inTenant(tenant.id, (tx) =>
    createPasswordLink(tx, { tenantId: tenant.id, kind: 'contact', id }, welcomeLinkLasts),
  );
  await sendWelcome(technician, { id });
  return { id, name, email, tag, username: `secret-${tag}`, sessionId, input };
}
type Person = Awaited<ReturnType<typeof makePerson>>;

async function withTickets(person: Person) {
  const { number } = await openTicket(technician, {
    requesterId: person.id,
    title: 'Their laptop',
    description: 'It is hot.',
  });
  await replyToTicket(technician, { number, body: 'We look at it.' });
  await addNote(technician, { number, body: 'INTERNAL NOTE' });
  const key = await asApiKey(tenant, ['tickets:read', 'tickets:write']);
  await replyToTicket(key, { number, body: 'Thank you.', authorId: person.id });
  const other = await aTicket(desk.requester, { ccIds: [person.id], title: 'NOT THEIRS' });
  await replyToTicket(key, { number: other, body: 'Me too.', authorId: person.id });
  return number;
}

/** What mails and articles keep of them. */
const withMails = ({ id, email }: Person) =>
  inTenant(tenant.id, async (tx) => {
    const tenantId = tenant.id;
    const day = '2026-03-01';
    await tx.insert(articleDeflections).values({ tenantId, articleId, contactId: id, day });
    await tx.insert(mailStops).values({ tenantId, readerId: id, topic: 'ratings' });
    const full = { address: email, reason: 'manyBounces', answer: 'Full' } as const;
    await tx.insert(mailSuppressions).values({ tenantId, id: newId(), ...full });
    await tx.insert(inboundMails).values({
      ...{ tenantId, id: newId(), source: 'smtp', fingerprint: newId(), storageKey: newId() },
      ...{ size: 1, envelopeFrom: email, envelopeTo: [], fromAddress: email },
      ...{ subject: 'Help', state: 'triage' },
    });
  });

const sessionsOf = (person: Person) =>
  inTenant(tenant.id, (tx) => tx.select().from(sessions).where(eq(sessions.contactId, person.id)));

/** Every row of every table that the tenant has. */
const everything = () =>
  inTenant(tenant.id, async (tx) => {
    const { rows: names } = await tx.execute<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where column_name = 'tenant_id' and table_schema = 'public'`);
    const all: unknown[] = [];
    for (const { name } of names) {
      const rows = sql`select to_jsonb(t) as row from ${sql.identifier(name)} t
        where tenant_id = ${tenant.id}`;
      all.push({ [name]: (await tx.execute(rows)).rows });
    }
    return JSON.stringify(all, undefined, 1);
  });

describe('the export of a person’s data', () => {
  it('holds record, tickets with the replies they saw, sign-ins and mails; no note, no secret', async () => {
    const person = await makePerson('Ex Porter');
    const number = await withTickets(person);
    const { id: ticketId } = await readTicket(technician, number);
    await inTenant(tenant.id, (tx) =>
      tx.insert(attachments).values({
        tenantId: tenant.id,
        id: newId(),
        ticketId,
        uploaderKind: 'contact',
        uploaderId: person.id,
        fileName: 'photo.png',
        mediaType: 'image/png',
        size: 42,
        storageKey: newId(),
      }),
    );
    await noteFeedback(technician, {
      ...{ articleId, contactId: person.id, language: 'en', version: 1 },
      ...{ verdict: 'no', comment: 'Not for me.' },
    });
    await withMails(person);
    const { result, entries } = await withAudit(tenant, () => exportContactData(admin, person));
    expect(entries.map(({ event, subjectId }) => [event, subjectId])).toEqual([
      ['contact.exported', person.id],
    ]);
    expect(result.contact).toMatchObject({
      name: 'Ex Porter',
      email: person.email,
      phone: phoneOf(person.tag),
      company: { name: company.name },
    });
    expect(result.tickets).toMatchObject([
      {
        number,
        title: 'Their laptop',
        attachments: [{ fileName: 'photo.png', size: 42 }],
        replies: [
          { body: 'We look at it.', own: false },
          { body: 'Thank you.', own: true, author: 'Ex Porter' },
        ],
      },
    ]);
    expect(result.repliesElsewhere).toMatchObject([{ body: 'Me too.' }]);
    expect(result.articleFeedback).toMatchObject([{ articleId, comment: 'Not for me.' }]);
    expect(result.answeredByArticles).toMatchObject([{ articleId }]);
    expect(result.mailChoices).toMatchObject({
      stopped: [{ topic: 'ratings' }],
      suppressed: [{ address: person.email, reason: 'manyBounces', answer: 'Full' }],
    });
    expect(result.received).toMatchObject([
      { from: person.email, subject: 'Help', state: 'triage' },
    ]);
    expect(result.sessions).toMatchObject([{ userAgent: person.input.userAgent }]);
    expect(result.mails.map((mail) => mail.template)).toContain('welcomeLink');
    expect(JSON.stringify(result)).not.toMatch(/INTERNAL NOTE|argon2|sealed|storageKey/i);
    expect(JSON.stringify(result.tickets)).not.toContain('NOT THEIRS');
  });

  it('of a ticket whose status contacts don’t see has only what they wrote', async () => {
    const person = await makePerson('Hid Den');
    const number = await withTickets(person);
    await changeTicketFields(technician, { number, fields: { impact: 'team' } });
    await changeField(admin, { key: 'impact', portal: 'readOnly' });
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    await inTenant(tenant.id, (tx) =>
      tx
        .update(ticketStatuses)
        .set({ portalVisible: false })
        .where(and(eq(ticketStatuses.tenantId, tenant.id), eq(ticketStatuses.key, 'pending'))),
    );
    const { tickets } = await exportContactData(admin, person);
    expect(tickets[0]?.replies.map((reply) => reply.body)).toEqual(['Thank you.']);
    expect(tickets[0]?.fields, 'what the desk filled in').toEqual({});
    await changeField(admin, { key: 'impact', portal: 'hidden' });
    await inTenant(tenant.id, (tx) =>
      tx
        .update(ticketStatuses)
        .set({ portalVisible: true })
        .where(eq(ticketStatuses.tenantId, tenant.id)),
    );
  });

  it('is for admins and keys with both scopes, and of the own tenant', async () => {
    const { id } = desk.colleague.actor;
    const half = await asApiKey(tenant, ['contacts:read', 'contacts:write']);
    for (const scope of [technician, desk.colleague, half] as never[]) {
      expect(await refusalOf(exportContactData(scope, { id }))).toMatchObject({ status: 403 });
    }
    expect(await refusalOf(exportContactData(stranger, { id }))).toMatchObject({ status: 404 });
    const whole = await asApiKey(tenant, ['contacts:read', 'tickets:read']);
    expect((await exportContactData(whole, { id })).contact.id).toBe(id);
  });
});

describe('erasing a contact', () => {
  it('takes the person out of everything but the tickets, with one audit entry without values', async () => {
    const person = await makePerson('Era Smith');
    const number = await withTickets(person);
    const own = { ...desk.requester, address: '198.51.100.78' };
    const theirs = { ...own, actor: { ...own.actor, id: person.id, name: person.name } };
    await replyToTicket(theirs, { number, body: 'By myself.' });
    await assignTicket(technician, { number, assigneeId: admin.actor.id });
    await replyToTicket(technician, { number, body: 'For them.', authorId: person.id });
    await changeContact(technician, { id: person.id, phone: phoneOf(newId().slice(-8)) });
    const twin = await makePerson('Era Smyth');
    await withMails(twin);
    await mergeContacts(technician, { keepId: person.id, duplicateId: twin.id });
    const { mailChoices } = await exportContactData(admin, person);
    expect(mailChoices.stopped, 'what either of them stopped').toMatchObject([
      { topic: 'ratings' },
    ]);
    await noteFeedback(technician, {
      ...{ articleId, contactId: person.id, language: 'en', version: 1 },
      ...{ verdict: 'no', comment: `Ask ${person.name}.` },
    });
    const [webhookId, otherPlan] = [newId(), newId()];
    const payload = { subjectId: twin.id, after: { name: twin.name, email: twin.email } };
    await inTenant(tenant.id, async (tx) => {
      const told = { tenantId: tenant.id, id: newId(), webhookId, event: 'contact.created' };
      const hook = { tenantId: tenant.id, id: webhookId, events: ['*'], secretSealed: 'x' };
      await tx.insert(webhooks).values({ ...hook, url: 'https://receiver.test/' });
      await tx.insert(webhookDeliveries).values({ ...told, payload });
      const plan = { tenantId: tenant.id, technicianId: admin.actor.id };
      const csv = `Name;Mail\nSomebody;${twin.email.toUpperCase()}\n`;
      await tx.insert(contactImports).values({ ...plan, id: newId(), csv });
      await tx.insert(contactImports).values({ ...plan, id: otherPlan, csv: 'Name\nOther\n' });
    });
    const { entries } = await withAudit(tenant, () =>
      eraseContact(admin, { id: person.id, confirmation: ' Era  Smith ' }),
    );
    expect(entries).toMatchObject([{ event: 'contact.erased', before: null, after: null }]);
    const left = await everything();
    const [said] = (await readFeedback(technician, { articleId, state: 'open' })).rows.slice(0, 1);
    expect(said).toMatchObject({ verdict: 'no', comment: '', contact: null });
    expect(left).not.toContain(`contact:${person.id}`);
    for (const { name, email, tag, username } of [person, twin]) {
      for (const value of [name, email, tag, username, phoneOf(tag)]) {
        expect(left.split('\n').filter((line) => line.includes(value))).toEqual([]);
      }
    }
    expect(left).not.toContain(own.address);
    expect(left, 'an import that names somebody else stays').toContain(otherPlan);
    expect(await readContact(technician, person.id)).toMatchObject({
      name: 'Erased contact',
      erased: true,
      disabled: true,
      credentials: { state: 'none', canReveal: false },
      can: { erase: { allowed: false }, change: { allowed: false }, enable: { allowed: false } },
    });
    const ticket = await readTicket(technician, number);
    expect(ticket).toMatchObject({ title: 'Their laptop', requester: { name: 'Erased contact' } });
    expect(await sessionsOf(person)).toEqual([]);
    expect(await refusalOf(signIn(place, 'contact', person.input))).toMatchObject({
      key: 'session.wrongCredentials',
    });
    const found = await inTenant(tenant.id, (tx) =>
      findContactForSignIn(tx, tenant.id, `erased-${person.id}`),
    );
    expect(found).toBeUndefined();
  });

  it('leaves what others did, and entries about anybody who is not erased', async () => {
    const [person, other] = [await makePerson('Gone Soon'), await makePerson('Stays Here')];
    const kept = async () =>
      (await auditOf(tenant)).filter(({ subjectId }) => subjectId !== person.id);
    const before = await kept();
    await inTenant(tenant.id, (tx) => forgetInAudit(tx, [other.id, person.id]));
    expect(await kept()).toEqual(before);
    await eraseContact(admin, { id: person.id, confirmation: person.name });
    expect(await kept()).toEqual(
      before.map((entry) =>
        entry.actorId === person.id
          ? { ...entry, actorName: 'Erased contact', address: null }
          : entry,
      ),
    );
    const log = (await auditOf(tenant)).filter(({ subjectId }) => subjectId === person.id);
    expect(log.map(({ event, after }) => [event, after])).toEqual([
      ['contact.created', { username: '…' }],
      ['contact.welcomed', null],
      ['contact.erased', null],
    ]);
    const { id } = before.at(-1)!;
    const change = sql`update audit_events set actor_name = 'x' where id = ${id}`;
    await expect(inTenant(tenant.id, (tx) => tx.execute(change))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });

  it('takes them out of lists and pickers, unless asked for', async () => {
    const person = await makePerson('Lis Ted');
    await eraseContact(admin, { id: person.id, confirmation: 'Lis Ted' });
    const ids = async (state?: 'erased' | 'disabled') =>
      (await readContacts(technician, { state, limit: 200 })).rows.map((row) => row.id);
    expect(await ids()).not.toContain(person.id);
    expect(await ids('disabled')).not.toContain(person.id);
    expect(await ids('erased')).toContain(person.id);
    const asked = openTicket(technician, { requesterId: person.id, title: 'x', description: 'y' });
    expect(await refusalOf(asked)).toMatchObject({ key: 'tickets.unknownRequester' });
  });

  it('needs their name, and can’t be done twice or undone', async () => {
    const person = await makePerson('Con Firm');
    const erase = (confirmation: string) =>
      refusalOf(eraseContact(admin, { id: person.id, confirmation }));
    expect(await erase('con firm')).toMatchObject({
      status: 422,
      fields: { confirmation: 'people.eraseNotConfirmed' },
    });
    expect((await readContact(technician, person.id)).name).toBe('Con Firm');
    await eraseContact(admin, { id: person.id, confirmation: 'Con Firm' });
    expect(await erase('Erased contact')).toMatchObject({
      key: 'people.contactErased',
      status: 409,
    });
    expect(await refusalOf(enableContact(technician, person))).toMatchObject({ status: 409 });
    expect(await refusalOf(exportContactData(admin, person))).toMatchObject({ status: 409 });
  });

  it('is for admins and keys that write contacts, and of the own tenant', async () => {
    const { id, name: confirmation } = desk.outsider.actor;
    const reading = await asApiKey(tenant, ['contacts:read', 'tickets:read']);
    for (const scope of [technician, desk.outsider, reading] as never[]) {
      expect(await refusalOf(eraseContact(scope, { id, confirmation }))).toMatchObject({
        status: 403,
      });
    }
    expect(await refusalOf(eraseContact(stranger, { id, confirmation }))).toMatchObject({
      status: 404,
    });
    const { events } = await withAudit(tenant, async () =>
      eraseContact(await asApiKey(tenant, ['contacts:write']), { id, confirmation }),
    );
    expect(events).toEqual(['contact.erased']);
  });
});
