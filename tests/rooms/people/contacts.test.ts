import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { ChangeContact, changeContact } from '@/people/change-contact';
import { CreateContact, createContact } from '@/people/create-contact';
import { disableContact, enableContact } from '@/people/disable-contact';
import { findContactForSignIn } from '@/people/find-for-sign-in';
import { generateCredentials } from '@/people/generate-credentials';
import { readContact } from '@/people/read-contact';
import { readContacts } from '@/people/read-contacts';
import { revealInitialPassword } from '@/people/reveal-initial-password';
import { sendWelcome } from '@/people/send-welcome';
import { setPrimaryContact } from '@/people/set-primary-contact';
import { contacts } from '@/people/tables';
import { verifyPassword } from '@/people/verify-password';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const company = await makeCompany(tenant, 'Alder Finch');
const technician = await asTechnician(tenant);
const stranger = await asTechnician(await makeTenant('Other IT'));

type Wish = Partial<z.input<typeof CreateContact>>;
const create = (wish: Wish & { name: string }, scope: Scope<Technician> = technician) =>
  createContact(scope, CreateContact.parse({ companyId: company.id, ...wish }));
const rowOf = async (id: string) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx
      .select()
      .from(contacts)
      .where(and(eq(contacts.tenantId, tenant.id), eq(contacts.id, id))),
  );
  return row!;
};
const mailsTo = (id: string) =>
  inTenant(tenant.id, (tx) =>
    tx
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.about, id)))
      .orderBy(outboxMessages.id),
  );

describe('a new contact', () => {
  it('gets a username, a password that works, a welcome mail and one audit entry', async () => {
    const { result, entries } = await withAudit(tenant, () =>
      create({
        name: 'Zoë  Müller-Ångström',
        email: 'Zoe@Alder.TEST',
        language: 'de',
        phone: '0044 20 7946-0018',
      }),
    );
    expect(result).toMatchObject({ username: 'zoe.mueller-angstroem', welcome: 'queued' });
    expect(entries.map((entry) => entry.event)).toEqual(['contact.created']);
    expect(JSON.stringify(entries)).not.toContain(result.initialPassword);
    const row = await rowOf(result.id);
    expect(row).toMatchObject({ email: 'zoe@alder.test', phone: '+442079460018' });
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(row.initialPasswordSealed).not.toContain(result.initialPassword);
    expect(await verifyPassword(row.passwordHash, result.initialPassword)).toBe(true);
    expect(await verifyPassword(row.passwordHash, `${result.initialPassword} `)).toBe(false);
    const [mail] = await mailsTo(result.id);
    expect(mail).toMatchObject({ template: 'welcomePassword', language: 'de', state: 'queued' });
    expect(JSON.stringify(mail)).not.toContain(result.initialPassword);
    expect(await readContact(technician, result.id)).toMatchObject({
      name: 'Zoë Müller-Ångström',
      company,
      credentials: { state: 'generated', canReveal: true },
      signedIn: false,
      disabled: false,
    });
  });

  it('without an address is to be handed the credentials', async () => {
    const made = await create({ name: 'Shop Floor', email: '', sendWelcome: 'on' });
    expect(made.welcome).toBe('noAddress');
    expect(await mailsTo(made.id)).toEqual([]);
    expect(await refusalOf(sendWelcome(technician, made))).toMatchObject({
      key: 'people.noAddress',
      status: 409,
    });
    expect((await readContact(technician, made.id)).can.welcome).toMatchObject({
      reason: 'people.noAddress',
    });
  });

  it('shares no username, however many come at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 6 }, () => create({ name: 'Jo Same', sendWelcome: false })),
    );
    expect(made.map((one) => one.username).sort()).toEqual([
      'jo.same',
      'jo.same-2',
      'jo.same-3',
      'jo.same-4',
      'jo.same-5',
      'jo.same-6',
    ]);
  });

  it('shares no address: one of two at once is refused beside the field', async () => {
    const both = await Promise.allSettled([
      create({ name: 'First Twin', email: 'twin@alder.test' }),
      create({ name: 'Second Twin', email: 'TWIN@alder.test' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected')!;
    expect(lost.reason).toMatchObject({ status: 422, fields: { email: 'people.emailTaken' } });
  });

  it.each([
    '"e@a.com"@v.com',
    'e@a.com＠v.com',
    'e＠v.com',
    'e@a.com,f@b.com',
    'Eve <e@a.com>',
    'e@a.com\r\nBcc: x@y.z',
    'e@localhost',
    'e..f@a.com',
    'e@-a.com',
    'ⓔ@a.com',
  ])('is refused the address %j, and nothing is sent', async (email) => {
    const { result, events } = await withAudit(tenant, () =>
      refusalOf(create({ name: 'Eve', email })),
    );
    expect(result).toMatchObject({ status: 422, fields: { email: 'people.badEmail' } });
    expect(events).toEqual([]);
  });

  it('is refused in a company of another tenant, as in none', async () => {
    const foreign = await makeCompany(stranger.tenant, 'Foreign');
    const [one, other] = [
      await refusalOf(create({ name: 'Ann', companyId: foreign.id })),
      await refusalOf(create({ name: 'Ann', companyId: newId() })),
    ];
    expect({ ...one }).toEqual({ ...other });
    expect(one).toMatchObject({ status: 422, fields: { companyId: 'people.companyUnknown' } });
  });
});

describe('credentials', () => {
  it('are revealed with an audit entry each time, until the first sign-in', async () => {
    const made = await create({ name: 'Reveal Me' });
    const { result, events } = await withAudit(tenant, () =>
      revealInitialPassword(technician, { id: made.id }),
    );
    expect(result).toEqual({ username: made.username, initialPassword: made.initialPassword });
    expect(events).toEqual(['contact.passwordRevealed']);
  });

  it('are generated anew: the old password, its sessions and its mail are void', async () => {
    const made = await create({ name: 'New Password', email: 'new@alder.test' });
    const before = await rowOf(made.id);
    const { result, events } = await withAudit(tenant, () =>
      generateCredentials(technician, { id: made.id }),
    );
    const after = await rowOf(made.id);
    expect(events).toEqual(['contact.credentialsGenerated']);
    expect(result.username).toBe(made.username);
    expect(await verifyPassword(after.passwordHash, made.initialPassword)).toBe(false);
    expect(await verifyPassword(after.passwordHash, result.initialPassword)).toBe(true);
    expect(after.credentialVersion).toBe(before.credentialVersion + 1);
    expect(await mailsTo(made.id)).toMatchObject([{ state: 'voided', sealed: null }]);
  });

  it('sent again are new ones; a password of their own stays and a link is sent', async () => {
    const made = await create({ name: 'Sent Twice', email: 'twice@alder.test' });
    const { events } = await withAudit(tenant, () => sendWelcome(technician, made));
    expect(events).toEqual(['contact.welcomed']);
    const renewed = await rowOf(made.id);
    expect(await verifyPassword(renewed.passwordHash, made.initialPassword)).toBe(false);
    expect(await mailsTo(made.id)).toMatchObject([
      { template: 'welcomePassword', state: 'voided', sealed: null },
      { template: 'welcomePassword', state: 'queued' },
    ]);
    await inTenant(tenant.id, (tx) =>
      tx
        .update(contacts)
        .set({ mustChangePassword: false, initialPasswordSealed: null })
        .where(eq(contacts.id, made.id)),
    );
    await sendWelcome(technician, made);
    expect((await rowOf(made.id)).passwordHash).toBe(renewed.passwordHash);
    expect((await mailsTo(made.id)).at(-1)).toMatchObject({ template: 'welcomeLink' });
  });

  it('of a contact who was never welcomed are sent as they stand on the page', async () => {
    const made = await create({
      name: 'Late Welcome',
      email: 'late@alder.test',
      sendWelcome: false,
    });
    await sendWelcome(technician, made);
    const row = await rowOf(made.id);
    expect(await verifyPassword(row.passwordHash, made.initialPassword)).toBe(true);
    expect(row.welcomedAt).toBeInstanceOf(Date);
  });
});

describe('a contact', () => {
  it('is changed with one audit entry; a new address voids what waits for the old one', async () => {
    const made = await create({ name: 'Change Me', email: 'old@alder.test' });
    const { entries } = await withAudit(tenant, () =>
      changeContact(
        technician,
        ChangeContact.parse({ id: made.id, email: 'fresh@alder.test', language: 'fr', phone: '' }),
      ),
    );
    expect(entries).toMatchObject([
      {
        event: 'contact.changed',
        before: { email: 'old@alder.test', language: null },
        after: { email: 'fresh@alder.test', language: 'fr', name: 'Change Me' },
      },
    ]);
    expect(await mailsTo(made.id)).toMatchObject([{ state: 'voided' }]);
    const other = await create({ name: 'Other One', email: 'other@alder.test' });
    const taken = changeContact(
      technician,
      ChangeContact.parse({ id: other.id, email: 'FRESH@alder.test' }),
    );
    expect(await refusalOf(taken)).toMatchObject({ fields: { email: 'people.emailTaken' } });
  });

  it('is made primary and not, once each in the log', async () => {
    const made = await create({ name: 'Prime Mover' });
    const wish = { id: made.id, isPrimary: true };
    expect((await withAudit(tenant, () => setPrimaryContact(technician, wish))).events).toEqual([
      'contact.madePrimary',
    ]);
    expect((await withAudit(tenant, () => setPrimaryContact(technician, wish))).events).toEqual([]);
    expect((await readContact(technician, made.id)).isPrimary).toBe(true);
  });

  it('takes no sight of a company’s tickets along to another one', async () => {
    const elsewhere = await makeCompany(tenant, 'Birch Lane');
    const { id } = await create({ name: 'Moving Prime', isPrimary: true });
    const change = async (more: object) => {
      await changeContact(technician, ChangeContact.parse({ id, ...more }));
      return (await readContact(technician, id)).isPrimary;
    };
    expect(await change({ companyId: company.id, name: 'Still Prime' })).toBe(true);
    expect(await change({ companyId: elsewhere.id })).toBe(false);
    expect(await change({ companyId: company.id, isPrimary: true })).toBe(true);
  });

  it('is disabled: nobody can sign in, no mail leaves; and enabled again', async () => {
    const made = await create({ name: 'Gone Away', email: 'gone@alder.test' });
    const before = await rowOf(made.id);
    const find = () =>
      inTenant(tenant.id, (tx) => findContactForSignIn(tx, tenant.id, 'GONE.away '));
    expect(await find()).toMatchObject({ id: made.id });
    const { events } = await withAudit(tenant, () => disableContact(technician, made));
    expect(events).toEqual(['contact.disabled']);
    expect((await withAudit(tenant, () => disableContact(technician, made))).events).toEqual([]);
    expect(await find()).toBeUndefined();
    expect((await rowOf(made.id)).credentialVersion).toBe(before.credentialVersion + 1);
    expect(await mailsTo(made.id)).toMatchObject([{ state: 'voided', sealed: null }]);
    for (const deed of [sendWelcome, generateCredentials]) {
      expect(await refusalOf(deed(technician, made))).toMatchObject({
        key: 'people.contactDisabled',
      });
    }
    expect((await withAudit(tenant, () => enableContact(technician, made))).events).toEqual([
      'contact.enabled',
    ]);
    expect(await find()).toMatchObject({ id: made.id });
  });

  it('of another tenant is not found, whatever is asked', async () => {
    const made = await create({ name: 'Not Yours', email: 'notyours@alder.test' });
    for (const deed of [
      (id: string) => readContact(stranger, id),
      (id: string) => changeContact(stranger, { id, name: 'Mine' }),
      (id: string) => setPrimaryContact(stranger, { id, isPrimary: true }),
      (id: string) => disableContact(stranger, { id }),
      (id: string) => enableContact(stranger, { id }),
      (id: string) => revealInitialPassword(stranger, { id }),
      (id: string) => generateCredentials(stranger, { id }),
      (id: string) => sendWelcome(stranger, { id }),
    ]) {
      const [foreign, missing] = [await refusalOf(deed(made.id)), await refusalOf(deed(newId()))];
      expect({ ...foreign }).toEqual({ ...missing });
      expect(foreign.status).toBe(404);
    }
    expect((await readContacts(stranger)).rows).toEqual([]);
    expect(await verifyPassword((await rowOf(made.id)).passwordHash, made.initialPassword)).toBe(
      true,
    );
  });

  it('is not for contacts and keys without the scope', async () => {
    const { id } = await create({ name: 'Guarded Person' });
    const wrong = [
      await asContact(tenant, { company }),
      await asApiKey(tenant, ['contacts:read', 'companies:write']),
    ];
    for (const scope of wrong) {
      const as = scope as unknown as typeof technician;
      for (const deed of await Promise.all(
        [
          create({ name: 'X' }, as),
          changeContact(as, { id, name: 'X' }),
          setPrimaryContact(as, { id, isPrimary: true }),
          disableContact(as, { id }),
          enableContact(as, { id }),
          revealInitialPassword(as, { id }),
          generateCredentials(as, { id }),
          sendWelcome(as, { id }),
        ].map((one) => refusalOf(one)),
      )) {
        expect(deed.status).toBe(403);
      }
    }
    const writer = await asApiKey(tenant, ['contacts:write']);
    const { result } = await withAudit(tenant, () => generateCredentials(writer, { id }));
    expect(result.initialPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await refusalOf(readContacts(writer))).status).toBe(403);
  });
});

describe('the list of contacts', () => {
  it('is in pages by name, by company, and found by name, username or address', async () => {
    const small = await makeCompany(tenant, 'Small');
    for (const name of ['Núria B', 'Anna A', 'Cleo C'])
      await create({
        name,
        companyId: small.id,
        email: `${name.slice(0, 2).normalize('NFD')[0]}x@small.test`.toLowerCase(),
      });
    const first = await readContacts(technician, { companyId: small.id, limit: 2 });
    expect(first.rows.map((row) => row.name)).toEqual(['Anna A', 'Cleo C']);
    const rest = await readContacts(technician, {
      companyId: small.id,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(rest).toMatchObject({ rows: [{ name: 'Núria B' }], nextCursor: null });
    for (const q of ['nuria', 'NURIA.b', 'nx@small'])
      expect((await readContacts(technician, { q })).rows.map((row) => row.name)).toEqual([
        'Núria B',
      ]);
    expect(JSON.stringify(await readContacts(technician))).not.toMatch(/argon2|sealed|s1\./);
  });
});
