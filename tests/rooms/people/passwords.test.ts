import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { ChangePassword, changePassword } from '@/people/change-password';
import { CreateContact, createContact } from '@/people/create-contact';
import { findContactForSignIn, findTechnicianForSignIn } from '@/people/find-for-sign-in';
import { recordSignIn } from '@/people/record-sign-in';
import { requestPasswordLink, sendPasswordLink } from '@/people/request-password-link';
import { sendWelcome } from '@/people/send-welcome';
import { contacts } from '@/people/tables';
import { readPasswordLink, usePasswordLink } from '@/people/use-password-link';
import { verifyPassword } from '@/people/verify-password';
import { clock, days, hours } from '@/platform/clock';
import { open, seal } from '@/platform/crypto';
import { settings } from '@/settings/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeCompany, makeTenant, nextRequest } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant();
const company = await makeCompany(tenant);
const technician = await asTechnician(tenant);
const stranger = await asTechnician(await makeTenant('Other IT'));
const visitor = { tenant, language: 'en', settings: {}, address: '127.0.0.1' };
const system = await asSystem(tenant, 'sendPasswordLink');

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const later = (milliseconds: number) => {
  const at = Date.now() + milliseconds;
  clock.now = () => new Date(at);
};

let made = 0;
async function person(name = `Person ${'abcdefghijklmnop'[made]}`) {
  const email = `p${++made}@alder.test`;
  const wish = CreateContact.parse({ companyId: company.id, name, email });
  const contact = await createContact(technician, wish);
  const scope: Scope<Contact> = {
    ...technician,
    actor: {
      kind: 'contact',
      id: contact.id,
      name,
      companyId: company.id,
      companyName: company.name,
      isPrimary: false,
      sections: [],
      sessionId: '',
    },
  };
  return { ...contact, email, scope };
}
const rowOf = async (id: string) =>
  (await inTenant(tenant.id, (tx) => tx.select().from(contacts).where(eq(contacts.id, id))))[0]!;
const mailsAbout = (id: string) =>
  inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.about, id)).orderBy(outboxMessages.id),
  );
const tokenOf = (sealed: string | null) =>
  (JSON.parse(open('mail-secret', sealed!)!) as { token: string }).token;
/** What the job would be given for a login. */
const ask = (login: string, realm: 'contact' | 'technician' = 'contact') =>
  sendPasswordLink(system, { realm, login: seal('password-link-login', login) });
const linkFor = async (id: string) => tokenOf((await mailsAbout(id)).at(-1)!.sealed);

describe('a sign-in', () => {
  it('finds by username or address, in any case; nobody of another tenant', async () => {
    const { id, username, email } = await person();
    for (const login of [username.toUpperCase(), ` ${email} `, email.toUpperCase()]) {
      const found = await inTenant(tenant.id, (tx) => findContactForSignIn(tx, tenant.id, login));
      expect(found).toMatchObject({ kind: 'contact', id, mustChangePassword: true });
    }
    const other = stranger.tenant.id;
    expect(
      await inTenant(other, (tx) => findContactForSignIn(tx, other, username)),
    ).toBeUndefined();
    const mail = technician.actor.email.toUpperCase();
    expect(
      await inTenant(tenant.id, (tx) => findTechnicianForSignIn(tx, tenant.id, mail)),
    ).toMatchObject({ kind: 'technician', id: technician.actor.id });
  });

  it('takes the same time without an account', async () => {
    const { id } = await person();
    const { passwordHash } = await rowOf(id);
    const time = async (hash: string | null) => {
      const began = performance.now();
      expect(await verifyPassword(hash, 'a wrong password')).toBe(false);
      return performance.now() - began;
    };
    const [known, unknown]: number[][] = [[], []];
    for (let round = 0; round < 30; round++) {
      known!.push(await time(passwordHash));
      unknown!.push(await time(null));
    }
    const ratio = Math.min(...unknown!) / Math.min(...known!); // a busy machine only adds
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  it('wipes the generated password from the page and the outbox', async () => {
    const { id } = await person();
    await inTenant(tenant.id, (tx) => recordSignIn(tx, tenant.id, 'contact', id));
    const row = await rowOf(id);
    expect(row.initialPasswordSealed).toBeNull();
    expect(row.firstSignedInAt).toBeInstanceOf(Date);
    expect(row.mustChangePassword).toBe(true);
    expect(await mailsAbout(id)).toMatchObject([{ sealed: null }]);
  });
});

describe('a new password', () => {
  it('needs no old one while a generated one is in use, and ends every session', async () => {
    const { id, scope } = await person();
    const before = await rowOf(id);
    const { result, events } = await withAudit(tenant, () =>
      changePassword(scope, ChangePassword.parse({ next: 'three plain words' })),
    );
    expect(events).toEqual(['contact.passwordChanged']);
    expect(result.credentialVersion).toBe(before.credentialVersion + 1);
    const after = await rowOf(id);
    expect(after).toMatchObject({ mustChangePassword: false, initialPasswordSealed: null });
    expect(await verifyPassword(after.passwordHash, 'three plain words')).toBe(true);
  });

  it('needs the old one afterwards', async () => {
    const { scope } = await person();
    await changePassword(scope, { next: 'three plain words' });
    for (const current of [undefined, 'wrong', '']) {
      const change = changePassword(scope, { next: 'four other plain words', current });
      expect(await refusalOf(change)).toMatchObject({
        status: 422,
        fields: { current: 'people.passwordWrong' },
      });
    }
    await changePassword(scope, { current: 'three plain words', next: 'four other plain words' });
  });

  it.each([
    ['short', 'people.passwordTooShort'],
    ['elevenchars', 'people.passwordTooShort'],
    ['x'.repeat(201), 'people.passwordTooLong'],
  ])('is refused when it is %j', async (next, key) => {
    const { scope } = await person();
    expect(await refusalOf(changePassword(scope, { next }))).toMatchObject({
      key,
      status: 422,
      fields: { next: key },
    });
  });

  it('is refused when it is the username, the address or the generated one', async () => {
    const { scope, username, email, initialPassword } = await person('Bartholomew Longname');
    for (const [next, key] of [
      [username.toUpperCase(), 'people.passwordIsName'],
      [email, 'people.passwordIsName'],
      [initialPassword, 'people.passwordUnchanged'],
    ] as const) {
      expect((await refusalOf(changePassword(scope, { next }))).key).toBe(key);
    }
  });

  it('changed in two windows at once is changed once', async () => {
    const { id, scope } = await person();
    const before = await rowOf(id);
    const both = await Promise.allSettled([
      changePassword(scope, { next: 'from the first window' }),
      changePassword(scope, { next: 'from the second window' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await rowOf(id)).credentialVersion).toBe(before.credentialVersion + 1);
  });

  it('is not for somebody of another tenant', async () => {
    const { id, scope } = await person();
    const foreign = { ...scope, tenant: stranger.tenant };
    const change = changePassword(foreign, { next: 'three plain words' });
    expect((await refusalOf(change)).status).toBe(404);
    expect((await rowOf(id)).mustChangePassword).toBe(true);
  });
});

describe('a forgotten password', () => {
  it('leaves the same one job for everybody, with no readable login', async () => {
    const { username } = await person();
    const jobs = () =>
      onDatabase<{ payload: Record<string, string>; key: string }>(
        urls.admin,
        "select j.payload, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'sendPasswordLink'",
      );
    await requestPasswordLink(visitor, { login: username, realm: 'contact' });
    await requestPasswordLink(visitor, { login: 'nobody.here', realm: 'contact' });
    await requestPasswordLink(visitor, { login: ` ${username.toUpperCase()}`, realm: 'contact' });
    const queued = await jobs();
    expect(queued.length).toBe(2);
    expect(queued.map(({ payload }) => Object.keys(payload).sort())).toEqual([
      ['login', 'realm', 'tenantId'],
      ['login', 'realm', 'tenantId'],
    ]);
    expect(JSON.stringify(queued)).not.toContain(username);
  });

  it('is replaced by a link that works once, for an hour', async () => {
    const { id, username } = await person();
    const { events } = await withAudit(tenant, () => ask(username));
    expect(events).toEqual(['contact.passwordLinkSent']);
    const token = await linkFor(id);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await readPasswordLink(visitor, token)).toMatchObject({
      kind: 'contact',
      login: username,
    });
    const used = await withAudit(tenant, () =>
      usePasswordLink(visitor, { token, next: 'three plain words' }),
    );
    expect(used.entries).toMatchObject([{ event: 'contact.passwordSetByLink', actorId: id }]);
    const row = await rowOf(id);
    expect(row).toMatchObject({ mustChangePassword: false, initialPasswordSealed: null });
    expect(await verifyPassword(row.passwordHash, 'three plain words')).toBe(true);
    const again = usePasswordLink(visitor, { token, next: 'another three words' });
    expect(await refusalOf(again)).toMatchObject({ status: 410, key: 'people.linkUnusable' });
  });

  it('keeps the link when the new password is refused', async () => {
    const { id, username } = await person();
    await ask(username);
    const token = await linkFor(id);
    expect((await refusalOf(usePasswordLink(visitor, { token, next: 'short' }))).status).toBe(422);
    await usePasswordLink(visitor, { token, next: 'three plain words' });
  });

  it('does not find a token with a space, of another host, or cut', async () => {
    const { id, username } = await person();
    await ask(username);
    const token = await linkFor(id);
    const abroad = { ...visitor, tenant: stranger.tenant };
    for (const [who, wrong] of [
      [visitor, `${token} `],
      [visitor, token.slice(1)],
      [abroad, token],
    ] as const) {
      const use = usePasswordLink(who, { token: wrong, next: 'three plain words' });
      expect((await refusalOf(use)).status).toBe(404);
    }
    expect((await readPasswordLink(visitor, token)).kind).toBe('contact');
  });

  it('gives a link to one of two who press at once', async () => {
    const { id, username } = await person();
    await ask(username);
    const token = await linkFor(id);
    const both = await Promise.allSettled([
      usePasswordLink(visitor, { token, next: 'from the first window' }),
      usePasswordLink(visitor, { token, next: 'from the second window' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is over after its time, and after a newer one', async () => {
    const { id, username } = await person();
    await ask(username);
    const first = await linkFor(id);
    await ask(username);
    const second = await linkFor(id);
    expect((await refusalOf(readPasswordLink(visitor, first))).status).toBe(410);
    later(hours(1) - 5_000);
    await readPasswordLink(visitor, second);
    later(hours(1) + 5_000);
    expect((await refusalOf(readPasswordLink(visitor, second))).status).toBe(410);
  });

  it('mails nobody unknown, and one person at most three times in a quarter of an hour', async () => {
    const { id, username } = await person();
    const { events } = await withAudit(tenant, () => ask('nobody.here'));
    expect(events).toEqual([]);
    for (let round = 0; round < 5; round++) await ask(username);
    const links = (await mailsAbout(id)).filter((mail) => mail.template === 'passwordLink');
    expect(links.length).toBe(3);
    expect(links.filter((mail) => mail.state === 'queued').length).toBe(1);
  });

  it('works for technicians by their address', async () => {
    await ask(technician.actor.email, 'technician');
    const token = await linkFor(technician.actor.id);
    expect(await readPasswordLink(visitor, token)).toMatchObject({ kind: 'technician' });
    expect(await usePasswordLink(visitor, { token, next: 'three plain words' })).toEqual({
      kind: 'technician',
    });
  });
});

describe('a welcome by link', () => {
  it('carries no password, lasts seven days, and a second one replaces it', async () => {
    await inTenant(tenant.id, (tx) =>
      tx
        .insert(settings)
        .values({ tenantId: tenant.id, key: 'welcomeMail', value: { carries: 'link' } }),
    );
    const admin = await nextRequest(technician);
    const contact = await createContact(
      admin,
      CreateContact.parse({ companyId: company.id, name: 'By Link', email: 'bylink@alder.test' }),
    );
    const [mail] = await mailsAbout(contact.id);
    expect(mail!.template).toBe('welcomeLink');
    const secret = open('mail-secret', mail!.sealed!)!;
    expect(secret).not.toContain(contact.initialPassword);
    const { token } = JSON.parse(secret) as { token: string };
    later(days(7) - 60_000);
    await readPasswordLink(visitor, token);
    clock.now = realNow;
    await sendWelcome(admin, contact);
    expect((await refusalOf(readPasswordLink(visitor, token))).status).toBe(410);
    expect((await mailsAbout(contact.id)).map((one) => one.state)).toEqual(['voided', 'queued']);
  });
});
