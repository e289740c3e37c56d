import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { jobs } from '@/jobs';
import { outboxMessages } from '@/notifications/tables';
import { changeContact } from '@/people/change-contact';
import { disableContact, enableContact } from '@/people/disable-contact';
import { importCompany, importContact } from '@/people/import-people';
import { clock, minutes } from '@/platform/clock';
import { open } from '@/platform/crypto';
import { readOwnSessions } from '@/session/own-sessions';
import { purgeSessions } from '@/session/purge-sessions';
import { readContactSession } from '@/session/read-session';
import type { Visitor } from '@/session/require-visitor';
import { requestSignInLink } from '@/session/sign-in-link/request-sign-in-link';
import { readSignInLink, useSignInLink } from '@/session/sign-in-link/use-sign-in-link';
import { changeSignIn } from '@/settings/change-sign-in';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const system = await asSystem(a);
const companyId = await importCompany(system, { name: 'Acme', domains: [] });
let people = 0;
let addresses = 0;

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const later = (milliseconds: number) => {
  const at = Date.now() + milliseconds;
  clock.now = () => new Date(at);
};

/** From a new address each time, unless a test is about addresses. */
const visitor = (tenant = a, more: Partial<Visitor> = {}): Visitor => ({
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: false,
  address: `198.51.100.${++addresses}`,
  language: 'en',
  settings: {},
  userAgent: 'Test',
  ...more,
});

async function makeContact(email?: null) {
  const username = `ann.${++people}`;
  const address = email === null ? null : `${username}@acme.test`;
  const id = await importContact(system, {
    companyId,
    name: 'Ann',
    username,
    email: address,
    phone: null,
    language: 'fr',
    isPrimary: false,
    password: 'a long enough password',
  });
  return { id, username, email: address };
}

interface Queued {
  payload: { tenantId: string; wish: string };
  key: string;
}
const queued = () =>
  onDatabase<Queued>(
    urls.admin,
    `select j.payload, j.key from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'sendSignInLink' order by j.id`,
  );

/** Asks, and does what the queue would do. */
async function ask(login: string, next?: string) {
  await onDatabase(urls.admin, 'DELETE FROM graphile_worker._private_jobs');
  await requestSignInLink(visitor(), { login, ...(next && { next }) });
  await jobs.sendSignInLink((await queued()).at(-1)!.payload);
}

const mailsTo = (id: string) =>
  inTenant(a.id, (tx) =>
    tx
      .select()
      .from(outboxMessages)
      .where(eq(outboxMessages.about, id))
      .orderBy(outboxMessages.createdAt, outboxMessages.id),
  );
async function tokenFor(id: string): Promise<string> {
  const sealed = (await mailsTo(id)).at(-1)!.sealed!;
  return (JSON.parse(open('mail-secret', sealed)!) as { token: string }).token;
}

describe('asking for a link that signs in', () => {
  it('leaves the same job for everybody, with no readable login', async () => {
    const { username } = await makeContact();
    const before = (await queued()).length;
    await requestSignInLink(visitor(), { login: username });
    await requestSignInLink(visitor(), { login: 'nobody.here' });
    await requestSignInLink(visitor(), { login: ` ${username.toUpperCase()}` });
    const jobs = (await queued()).slice(before);
    expect(jobs.map(({ payload }) => Object.keys(payload).sort())).toEqual([
      ['tenantId', 'wish'],
      ['tenantId', 'wish'],
    ]);
    expect(JSON.stringify(jobs)).not.toContain(username);
  });

  it('mails one in the contact’s language, by username or address', async () => {
    for (const by of ['username', 'email'] as const) {
      const contact = await makeContact();
      const { events } = await withAudit(a, () => ask(contact[by]!));
      expect(events).toEqual(['contact.signInLinkSent']);
      expect(await mailsTo(contact.id)).toMatchObject([
        { template: 'signInLink', language: 'fr', toAddress: contact.email, state: 'queued' },
      ]);
      const kept = await onDatabase(urls.admin, 'SELECT * FROM sign_in_links');
      expect(JSON.stringify(kept)).not.toContain(await tokenFor(contact.id));
    }
  });

  it('mails nobody unknown, disabled, without an address or of another tenant', async () => {
    const off = await makeContact();
    await disableContact(system, { id: off.id });
    const silent = await makeContact(null);
    const foreign = await asContact(b);
    for (const login of ['nobody.here', off.username, silent.username, foreign.actor.name]) {
      const { events } = await withAudit(a, () => ask(login));
      expect(events).toEqual([]);
    }
    expect(await mailsTo(off.id)).toEqual([]);
  });

  it('mails one person at most three times in a quarter of an hour, and only the last works', async () => {
    const { id, username } = await makeContact();
    const tokens: string[] = [];
    for (let round = 0; round < 5; round++) {
      await ask(username);
      tokens.push(await tokenFor(id));
    }
    expect((await mailsTo(id)).map(({ state }) => state)).toEqual(['voided', 'voided', 'queued']);
    const [first] = tokens;
    expect((await refusalOf(useSignInLink(visitor(), { token: first! }))).status).toBe(410);
    await useSignInLink(visitor(), { token: tokens.at(-1)! });
  });

  it('is refused after ten times of one address, and after five for one name', async () => {
    const address = '203.0.113.40';
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        requestSignInLink(visitor(a, { address }), { login: `nobody-${n}` }).then(
          () => 200,
          ({ status }) => status,
        ),
      ),
    );
    expect(tries.filter((status) => status === 429)).toHaveLength(2);
    const request = () => requestSignInLink(visitor(), { login: 'Somebody' });
    for (let n = 0; n < 5; n++) await request();
    expect(await refusalOf(request())).toMatchObject({ status: 429 });
  });
});

describe('a link that signs in', () => {
  async function linked(next?: string) {
    const contact = await makeContact();
    await ask(contact.username, next);
    return { contact, token: await tokenFor(contact.id) };
  }

  it('signs its contact in, once, and leads to where they wanted to go', async () => {
    const { contact, token } = await linked('/tickets/12');
    for (let scans = 0; scans < 3; scans++) {
      expect(await readSignInLink(visitor(), { token })).toEqual({ name: 'Ann' });
    }
    const used = await withAudit(a, () => useSignInLink(visitor(), { token }));
    expect(used.entries).toMatchObject([
      { event: 'session.started', actorId: contact.id, after: { method: 'link' } },
    ]);
    expect(used.result.goal).toBe('/tickets/12');
    const found = (await readContactSession(visitor(), used.result.sessionId))!;
    expect(found).toMatchObject({ actor: { id: contact.id } });
    const scope = { tenant: a, actor: found.actor, language: 'fr', settings: {} };
    expect(await readOwnSessions(scope)).toMatchObject([{ method: 'link', isCurrent: true }]);
    expect(await refusalOf(useSignInLink(visitor(), { token }))).toMatchObject({
      status: 410,
      key: 'session.linkUnusable',
    });
  });

  it('leads nowhere else', async () => {
    for (const next of ['//evil.test', '/\\evil.test', 'https://evil.test/']) {
      const { token } = await linked(next);
      expect((await useSignInLink(visitor(), { token })).goal).toBe('/');
    }
  });

  it('counts as the first sign-in, and leads to a password of their own all the same', async () => {
    const { contact, token } = await linked();
    await onDatabase(
      urls.admin,
      `UPDATE contacts SET must_change_password = true, initial_password_sealed = 'x'
        WHERE id = '${contact.id}'`,
    );
    const { sessionId } = await useSignInLink(visitor(), { token });
    const [row] = await onDatabase(
      urls.admin,
      `SELECT first_signed_in_at IS NOT NULL AS seen, initial_password_sealed AS sealed
         FROM contacts WHERE id = '${contact.id}'`,
    );
    expect(row).toEqual({ seen: true, sealed: null });
    expect(await readContactSession(visitor(), sessionId)).toMatchObject({
      mustChangePassword: true,
    });
  });

  it('is not found at another tenant, with a space, or cut', async () => {
    const { token } = await linked();
    for (const [who, wrong] of [
      [visitor(b), token],
      [visitor(), `${token} `],
      [visitor(), token.slice(1)],
    ] as const) {
      expect((await refusalOf(readSignInLink(who, { token: wrong }))).status).toBe(404);
      expect((await refusalOf(useSignInLink(who, { token: wrong }))).status).toBe(404);
    }
    await readSignInLink(visitor(), { token });
  });

  it('works for one of two who press at once', async () => {
    const { token } = await linked();
    const both = await Promise.allSettled([
      useSignInLink(visitor(), { token }),
      useSignInLink(visitor(), { token }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('ends after fifteen minutes, and with its contact’s access or password', async () => {
    const old = await linked();
    later(minutes(15) - 5_000);
    await readSignInLink(visitor(), old);
    later(minutes(15) + 5_000);
    expect((await refusalOf(useSignInLink(visitor(), old))).status).toBe(410);
    clock.now = realNow;
    const { contact, token } = await linked();
    await disableContact(system, { id: contact.id });
    expect((await refusalOf(useSignInLink(visitor(), { token }))).status).toBe(404);
    await enableContact(system, { id: contact.id });
    expect((await refusalOf(useSignInLink(visitor(), { token }))).status).toBe(410);
    const other = await linked();
    await changeContact(system, { id: other.contact.id, name: 'Anna' });
    await useSignInLink(visitor(), other);
  });

  it('is for whoever reads the mail of its contact: another address ends it', async () => {
    const { contact, token } = await linked();
    await changeContact(system, { id: contact.id, email: `new.${contact.username}@acme.test` });
    expect((await refusalOf(readSignInLink(visitor(), { token }))).status).toBe(410);
    expect((await refusalOf(useSignInLink(visitor(), { token }))).status).toBe(410);
  });

  it('is forgotten a month after its end', async () => {
    const { contact } = await linked();
    const kept = () =>
      onDatabase(urls.admin, `SELECT id FROM sign_in_links WHERE contact_id = '${contact.id}'`);
    await purgeSessions(system);
    expect(await kept()).toHaveLength(1);
    await onDatabase(
      urls.admin,
      `UPDATE sign_in_links SET expires_at = now() - interval '31 days'
        WHERE contact_id = '${contact.id}'`,
    );
    await purgeSessions(system);
    expect(await kept()).toEqual([]);
  });

  it('is nowhere while the tenant wants none', async () => {
    const { contact, token } = await linked();
    const off = { settings: { signIn: { link: false } } };
    const asked = requestSignInLink(visitor(a, off), { login: contact.username });
    expect((await refusalOf(asked)).status).toBe(404);
    expect((await refusalOf(readSignInLink(visitor(a, off), { token }))).status).toBe(404);
    expect((await refusalOf(useSignInLink(visitor(a, off), { token }))).status).toBe(404);
  });
});

describe('whether there are links', () => {
  it('is an admin’s choice, audited once with before and after, and of their tenant alone', async () => {
    const admin = await asTechnician(a, 'admin');
    const { entries } = await withAudit(a, () => changeSignIn(admin, { link: false }));
    expect(entries).toMatchObject([
      { event: 'settings.signInChanged', before: { link: true }, after: { link: false } },
    ]);
    const { username, id } = await makeContact();
    await ask(username);
    expect(await mailsTo(id)).toEqual([]);
    expect((await withAudit(a, () => changeSignIn(admin, { link: false }))).events).toEqual([]);
    await changeSignIn(await asTechnician(b, 'admin'), { link: false });
    await changeSignIn(await asApiKey(a, ['settings:write']), { link: true });
    for (const scope of [await asTechnician(a), await asApiKey(a, ['settings:read'])]) {
      expect((await refusalOf(changeSignIn(scope, { link: false }))).status).toBe(403);
    }
  });
});
