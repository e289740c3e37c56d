import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeContact } from '@/people/change-contact';
import { changeTechnician } from '@/people/change-technician';
import { disableContact } from '@/people/disable-contact';
import { beginTotp, confirmTotp, readTotpSetUp } from '@/people/factors/switch-on-totp';
import { importCompany, importContact } from '@/people/import-people';
import { clock, minutes } from '@/platform/clock';
import { changeOwnPassword } from '@/session/change-own-password';
import { eraseContact } from '@/session/erase-contact';
import { exportContactData } from '@/session/export-contact-data';
import { readOwnSessions } from '@/session/own-sessions';
import { beginProviderSignIn } from '@/session/provider/begin-provider-sign-in';
import { changeProvider } from '@/session/provider/change-provider';
import { CreateProvider, createProvider } from '@/session/provider/create-provider';
import { finishProviderSignIn } from '@/session/provider/finish-provider-sign-in';
import { purgeSessions } from '@/session/purge-sessions';
import { readContactSession, readTechnicianSession } from '@/session/read-session';
import type { Visitor } from '@/session/require-visitor';
import { beginSecondStep } from '@/session/second-step/begin-second-step';
import { finishSecondStep } from '@/session/second-step/finish-second-step';
import { mergeContacts } from '@/tickets/merge-contacts';
import { authenticatorApp } from '~tests/setup/authenticator-app';
import { freshDatabase } from '~tests/setup/fresh-database';
import { openIdentityProvider } from '~tests/setup/identity-provider';
import { auditOf, refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const idp = await openIdentityProvider();
const other = await openIdentityProvider('other.test');
afterAll(() => Promise.all([idp.stop(), other.stop()]));
const reach = { allowed: new Set(['127.0.0.1']), resolve: async () => ['127.0.0.1'] };

const system = await asSystem(a);
const acme = await importCompany(system, { name: 'Acme', domains: [] });
const zen = await importCompany(system, { name: 'Zen', domains: [] });
let people = 0;
let addresses = 0;

const realNow = clock.now;
beforeEach(() => {
  idp.person = {};
  idp.mischief = {};
  idp.secretIn = 'header';
});
afterEach(() => {
  clock.now = realNow;
});

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

async function makeContact(tenant = a, companyId = acme) {
  const username = `ann.${++people}`;
  const scope = await asSystem(tenant);
  const email = `${username}@acme.test`;
  const facts = { name: 'Ann', phone: null, language: null, isPrimary: false };
  const id = await importContact(scope, {
    ...facts,
    companyId,
    username,
    email,
    password: 'aa bb cc dd',
  });
  return { id, email, username };
}

async function makeProvider(
  tenant = a,
  at = idp,
  {
    realm = 'contact',
    companyIds = [] as string[],
  }: { realm?: 'contact' | 'technician'; companyIds?: string[] } = {},
) {
  const scope = await asTechnician(tenant, 'admin');
  const wish = { kind: 'oidc', name: 'Work account', issuer: at.issuer, realm };
  const { id } = await createProvider(scope, CreateProvider.parse(wish));
  const { clientId, clientSecret } = at;
  await changeProvider(scope, { id, clientId, clientSecret, companyIds, enabled: true });
  return id;
}

const browser = 'the mark of one browser';
async function begin(providerId: string, who = visitor(), next?: string) {
  const begun = await beginProviderSignIn(
    who,
    { providerId, browser, ...(next && { next }) },
    reach,
  );
  if (!('location' in begun)) throw new Error('the provider was not reached');
  return begun.location;
}
const finish = (providerId: string, back: string, who = visitor(), mark = browser) =>
  finishProviderSignIn(
    who,
    { providerId, browser: mark, answer: new URL(back).searchParams },
    reach,
  );
/** The whole way, there and back. */
async function enter(providerId: string, who = visitor(), next?: string) {
  return finish(providerId, idp.signIn(await begin(providerId, who, next)), who);
}
const verified = (email: string, sub = `sub of ${email}`) => ({ sub, email, email_verified: true });
const reasons = async () =>
  (await auditOf(a)).filter(({ event }) => event === 'session.refused').map(({ after }) => after);

/** One provider of A for all who need nothing of their own. */
const provider = await makeProvider();

describe('signing in with a provider', () => {
  it('signs in the contact with the verified address, and then by the account alone', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email.toUpperCase(), 'one');
    const first = await withAudit(a, () => enter(provider, visitor(), '/tickets/12?x=1'));
    expect([...first.events].sort()).toEqual(['contact.providerLinked', 'session.started']);
    const started = first.entries.find(({ event }) => event === 'session.started');
    expect(started).toMatchObject({ actorId: contact.id, after: { method: 'oidc' } });
    expect(first.result).toMatchObject({ outcome: 'signedIn', goal: '/tickets/12?x=1' });
    const { sessionId } = first.result as { sessionId: string };
    expect(await readContactSession(visitor(), sessionId)).toMatchObject({
      actor: { kind: 'contact', id: contact.id },
    });
    // Neither a new address nor one that is not verified matters to what is linked.
    idp.person = { sub: 'one', email: 'else@where.test', email_verified: false };
    const second = await withAudit(a, () => enter(provider));
    expect(second.entries).toMatchObject([{ event: 'session.started', actorId: contact.id }]);
    const rows = await onDatabase(
      urls.admin,
      `SELECT method, method_name AS name FROM sessions WHERE id = '${sessionId}'`,
    );
    expect(rows).toEqual([{ method: 'oidc', name: 'Work account' }]);
  });

  it('knows an account no longer by an address that the contact has given up', async () => {
    const contact = await makeContact();
    const [old, present] = [contact.email, `new.${contact.email}`];
    idp.person = verified(old, 'old account');
    await enter(provider);
    await changeContact(system, { id: contact.id, email: present });
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    expect((await reasons()).at(-1)).toMatchObject({ reason: 'noPerson' });
    idp.person = { sub: 'old account', email: present, email_verified: false };
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    idp.person = verified(present, 'new account');
    const { events, entries } = await withAudit(a, () => enter(provider));
    expect([...events].sort()).toEqual(['contact.providerLinked', 'session.started']);
    expect(entries.find(({ event }) => event === 'session.started')).toMatchObject({
      actorId: contact.id,
    });
    // Whoever has the old address from now on has the account that goes with it.
    const heir = await makeContact();
    await changeContact(system, { id: heir.id, email: old });
    idp.person = verified(old, 'old account');
    const handed = await withAudit(a, () => enter(provider));
    expect([...handed.events].sort()).toEqual(['contact.providerLinked', 'session.started']);
    expect(handed.entries.find(({ event }) => event === 'session.started')).toMatchObject({
      actorId: heir.id,
    });
  });

  it('keeps an account whose address changes with the contact’s', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email, 'same account');
    await enter(provider);
    const email = `wed.${contact.email}`;
    await changeContact(system, { id: contact.id, email });
    idp.person = verified(email, 'same account');
    const { entries } = await withAudit(a, () => enter(provider));
    expect(entries).toMatchObject([{ event: 'session.started', actorId: contact.id }]);
    idp.person = { sub: 'same account' };
    expect(await enter(provider)).toMatchObject({ outcome: 'signedIn' });
  });

  it('wants an address once of an account whose link does not say by which it was made', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email, 'early account');
    await enter(provider);
    await onDatabase(
      urls.admin,
      `UPDATE provider_identities SET address = NULL WHERE contact_id = '${contact.id}'`,
    );
    idp.person = { sub: 'early account' };
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    idp.person = verified(contact.email, 'early account');
    expect(await enter(provider)).toMatchObject({ outcome: 'signedIn' });
    idp.person = { sub: 'early account' };
    expect(await enter(provider)).toMatchObject({ outcome: 'signedIn' });
  });

  it('asks for what the token does not say', async () => {
    const contact = await makeContact();
    const { sub, ...userinfo } = verified(contact.email);
    idp.person = { sub, userinfo };
    expect(await enter(provider)).toMatchObject({ outcome: 'signedIn' });
  });

  it('proves who we are in either place that a provider may take it in', async () => {
    const own = await makeProvider();
    const contact = await makeContact();
    idp.person = verified(contact.email);
    for (const place of ['body', 'header', 'body'] as const) {
      idp.secretIn = place;
      expect(await enter(own)).toMatchObject({ outcome: 'signedIn' });
    }
  });

  it('wants no password of their own from whom a provider vouches for', async () => {
    const contact = await makeContact();
    await onDatabase(
      urls.admin,
      `UPDATE contacts SET must_change_password = true WHERE id = '${contact.id}'`,
    );
    idp.person = verified(contact.email);
    const { sessionId } = (await enter(provider)) as { sessionId: string };
    expect(await readContactSession(visitor(), sessionId)).toMatchObject({
      mustChangePassword: false,
    });
  });

  it('lets nobody at an open browser set a password without the present one', async () => {
    const contact = await makeContact();
    await onDatabase(
      urls.admin,
      `UPDATE contacts SET must_change_password = true WHERE id = '${contact.id}'`,
    );
    idp.person = verified(contact.email);
    const { sessionId } = (await enter(provider)) as { sessionId: string };
    const { actor, settings } = (await readContactSession(visitor(), sessionId))!;
    const scope = { tenant: a, actor, language: 'en', settings };
    const next = 'another long password';
    for (const current of [undefined, 'guessed']) {
      const refused = await refusalOf(changeOwnPassword(scope, { current, next }));
      expect(refused).toMatchObject({ status: 422, fields: { current: 'people.passwordWrong' } });
    }
    await changeOwnPassword(scope, { current: 'aa bb cc dd', next });
    expect(await readContactSession(visitor(), sessionId)).toBeDefined();
  });

  it('makes nobody, and believes no address that is not verified', async () => {
    const { email } = await makeContact();
    for (const [person, reason] of [
      [verified('nobody@acme.test'), 'noPerson'],
      [{ sub: 'x1', email, email_verified: false }, 'notVerified'],
      [{ sub: 'x2', email, email_verified: 'true' }, 'notVerified'],
      [{ sub: 'x3', email, xms_edov: true }, 'notVerified'],
      [{ sub: 'x4', email }, 'notVerified'],
      [{ sub: 'x5', email: `${email}, other@acme.test`, email_verified: true }, 'notVerified'],
    ] as const) {
      idp.person = person;
      expect(await enter(provider)).toEqual({ outcome: 'refused', realm: 'contact', goal: '/' });
      expect((await reasons()).at(-1)).toMatchObject({ reason });
    }
    const rows = await onDatabase(urls.admin, `SELECT id FROM contacts WHERE name <> 'Ann'`);
    expect(rows).toEqual([]);
  });

  it('knows nobody by a username that looks like an address', async () => {
    const { id } = await makeContact();
    await onDatabase(urls.admin, `UPDATE contacts SET username = 'x@y.test' WHERE id = '${id}'`);
    idp.person = verified('x@y.test');
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
  });

  it('lets nobody in who was disabled or erased, linked or not', async () => {
    const linked = await makeContact();
    idp.person = verified(linked.email);
    await enter(provider);
    await disableContact(system, { id: linked.id });
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    expect((await reasons()).at(-1)).toMatchObject({ reason: 'disabled' });
    const fresh = await makeContact();
    await disableContact(system, { id: fresh.id });
    idp.person = verified(fresh.email);
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    const gone = await makeContact();
    idp.person = verified(gone.email);
    await enter(provider);
    await eraseContact(system, { id: gone.id, confirmation: 'Ann' });
    expect(await enter(provider)).toMatchObject({ outcome: 'refused' });
    expect((await reasons()).at(-1)).toMatchObject({ reason: 'noPerson' });
  });

  it('tells a person who asks what is linked to them', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email, 'their own subject');
    await enter(provider);
    const told = await exportContactData(system, { id: contact.id });
    expect(told.accounts).toMatchObject([
      {
        provider: 'Work account',
        issuer: idp.issuer,
        subject: 'their own subject',
        address: contact.email,
      },
    ]);
    expect(told.sessions).toMatchObject([{ method: 'oidc' }]);
  });

  it('knows who was merged into another contact as that one', async () => {
    const [keep, duplicate] = [await makeContact(), await makeContact()];
    idp.person = verified(duplicate.email);
    await enter(provider);
    await mergeContacts(system, { keepId: keep.id, duplicateId: duplicate.id });
    const { entries } = await withAudit(a, () => enter(provider));
    expect(entries).toMatchObject([{ event: 'session.started', actorId: keep.id }]);
  });

  it('signs in only the people of the companies that it is for', async () => {
    const only = await makeProvider(a, idp, { companyIds: [zen] });
    const [inside, outside] = [await makeContact(a, zen), await makeContact()];
    idp.person = verified(inside.email);
    expect(await enter(only)).toMatchObject({ outcome: 'signedIn' });
    idp.person = verified(outside.email);
    expect(await enter(only)).toMatchObject({ outcome: 'refused' });
    expect((await reasons()).at(-1)).toMatchObject({ reason: 'otherCompany' });
  });

  it('signs technicians in at the console’s host, and contacts nowhere with the same', async () => {
    const own = await makeProvider(a, idp, { realm: 'technician' });
    const technician = await asTechnician(a);
    const { email } = await makeContact();
    idp.person = verified(technician.actor.email);
    const entered = await enter(own);
    expect(entered).toMatchObject({ outcome: 'signedIn', realm: 'technician', goal: '/console' });
    const { sessionId } = entered as { sessionId: string };
    expect(await readTechnicianSession(visitor(), sessionId)).toMatchObject({
      actor: { id: technician.actor.id },
    });
    const { id } = technician.actor;
    const address = `new.${technician.actor.email}`;
    await changeTechnician(await asTechnician(a, 'admin'), { id, email: address });
    expect(await enter(own)).toMatchObject({ outcome: 'refused' });
    idp.person = verified(address);
    expect(await enter(own)).toMatchObject({ outcome: 'signedIn' });
    idp.person = verified(email);
    expect(await enter(own)).toMatchObject({ outcome: 'refused' });
    const elsewhere = visitor(a, { kind: 'custom', host: 'help.acme.test' });
    expect((await refusalOf(begin(own, elsewhere))).status).toBe(404);
  });
});

describe('a technician with a second factor', () => {
  it('owes it after a provider as after a password', async () => {
    const own = await makeProvider(a, idp, { realm: 'technician' });
    const { id, email } = (await asTechnician(a)).actor;
    await onDatabase(
      urls.admin,
      `INSERT INTO technician_totps (tenant_id, technician_id, secret_sealed, confirmed_at)
       VALUES ('${a.id}', '${id}', 'x', now())`,
    );
    idp.person = verified(email);
    const { result, events } = await withAudit(a, () => enter(own));
    expect(result).toMatchObject({ outcome: 'owesFactor', goal: '/console', person: { id } });
    expect(events).toEqual(['technician.providerLinked']);
    const sessions = `SELECT id FROM sessions WHERE technician_id = '${id}'`;
    expect(await onDatabase(urls.admin, sessions)).toEqual([]);
  });

  it('is the provider’s after it too: no generated password stands in the way or goes unasked', async () => {
    const own = await makeProvider(a, idp, { realm: 'technician' });
    const technician = await asTechnician(a);
    const { id, email } = technician.actor;
    await beginTotp(technician);
    const code = authenticatorApp((await readTotpSetUp(technician))!.secret);
    await confirmTotp(technician, { code: code() });
    await onDatabase(
      urls.admin,
      `UPDATE technicians SET must_change_password = true WHERE id = '${id}'`,
    );
    idp.person = verified(email);
    const { person } = (await enter(own)) as Extract<
      Awaited<ReturnType<typeof enter>>,
      { outcome: 'owesFactor' }
    >;
    const sealed = beginSecondStep(visitor(), person);
    const typed = { code: code(1), userAgent: 'Test' };
    const { result, entries } = await withAudit(a, () =>
      finishSecondStep(visitor(), sealed, typed),
    );
    expect(entries).toMatchObject([{ event: 'session.started', after: { method: 'code' } }]);
    const { sessionId } = result as { sessionId: string };
    const found = await readTechnicianSession(visitor(), sessionId);
    expect(found).toMatchObject({ actor: { id }, mustChangePassword: false });
    const scope = { ...technician, actor: found!.actor };
    expect(await readOwnSessions(scope)).toMatchObject([
      { method: 'oidc', methodName: 'Work account' },
    ]);
    const unasked = changeOwnPassword(scope, { next: 'a long enough password' });
    expect((await refusalOf(unasked)).fields).toEqual({ current: 'people.passwordWrong' });
  });
});

describe('a token', () => {
  const hour = 3_600;
  it.each([
    ['another nonce', { claims: (c) => ({ ...c, nonce: 'another' }) }],
    ['no nonce', { claims: ({ nonce: _, ...c }) => c }],
    ['another audience', { claims: (c) => ({ ...c, aud: 'another-client' }) }],
    ['another issuer', { claims: (c) => ({ ...c, iss: 'https://accounts.google.com' }) }],
    ['its time behind it', { claims: (c) => ({ ...c, exp: Number(c.iat) - hour }) }],
    ['no account', { claims: ({ sub: _, ...c }) => c }],
    ['a stranger’s signature', { signedBy: 'stranger' }],
    ['no signature', { signedBy: 'nobody' }],
  ] as [string, typeof idp.mischief][])('with %s is refused', async (_, mischief) => {
    const contact = await makeContact();
    idp.person = verified(contact.email);
    idp.mischief = mischief;
    const { result, events } = await withAudit(a, () => enter(provider));
    expect(result).toEqual({ outcome: 'refused', realm: 'contact', goal: '/' });
    expect(events).toEqual(['session.refused']);
    idp.mischief = {};
    expect(await enter(provider)).toMatchObject({ outcome: 'signedIn' });
  });

  it('of another provider is refused: each is sent back to an address of its own', async () => {
    const contact = await makeContact();
    const second = await makeProvider(a, other);
    other.person = verified(contact.email);
    const back = new URL(other.signIn(await begin(second)));
    expect(back.pathname).toContain(second);
    expect(await finish(provider, back.href)).toMatchObject({ outcome: 'refused' });
    // The answer of the one in the name of the other.
    const mixed = new URL(other.signIn(await begin(second)));
    mixed.searchParams.set('iss', idp.issuer);
    expect(await finish(second, mixed.href)).toMatchObject({ outcome: 'refused' });
    expect(await finish(second, other.signIn(await begin(second)))).toMatchObject({
      outcome: 'signedIn',
    });
  });
});

describe('the way back', () => {
  it('works once, in the browser, on the host and in the tenant where it began', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email);
    const theirs = await makeProvider(b);
    const back = idp.signIn(await begin(provider));
    const custom = visitor(a, { kind: 'custom', host: 'help.acme.test' });
    for (const [who, id, mark] of [
      [visitor(), provider, 'another browser'],
      [visitor(), provider, ''],
      [custom, provider, browser],
      [visitor(b), theirs, browser],
    ] as const) {
      expect(await finish(id, back, who, mark)).toMatchObject({ outcome: 'refused', goal: '/' });
    }
    expect((await refusalOf(finish(provider, back, visitor(b)))).status).toBe(404);
    expect(await finish(provider, back)).toMatchObject({ outcome: 'signedIn' });
    expect(await finish(provider, back)).toMatchObject({ outcome: 'refused' });
  });

  it('is over after ten minutes, and with another’s code or state', async () => {
    const contact = await makeContact();
    idp.person = verified(contact.email);
    const [one, two] = [await begin(provider), await begin(provider)];
    const [first, second] = [new URL(idp.signIn(one)), new URL(idp.signIn(two))];
    const crossed = new URL(first);
    crossed.searchParams.set('code', second.searchParams.get('code')!);
    expect(await finish(provider, crossed.href)).toMatchObject({ outcome: 'refused' });
    const late = idp.signIn(await begin(provider));
    const at = Date.now() + minutes(11);
    clock.now = () => new Date(at);
    expect(await finish(provider, late)).toMatchObject({ outcome: 'refused' });
  });

  it('with an error keeps where they wanted to go, on this host alone', async () => {
    for (const [next, goal] of [
      ['/tickets/3', '/tickets/3'],
      ['//evil.test', '/'],
      ['https://evil.test/', '/'],
      ['/\\evil.test', '/'],
    ] as const) {
      const state = new URL(await begin(provider, visitor(), next)).searchParams.get('state');
      const back = `http://x.test/?error=access_denied&state=${state}`;
      expect(await finish(provider, back)).toEqual({ outcome: 'refused', realm: 'contact', goal });
    }
  });

  it('that nobody took is forgotten after a day', async () => {
    await begin(provider);
    const waiting = () => onDatabase(urls.admin, 'SELECT id FROM provider_attempts');
    const before = (await waiting()).length;
    await purgeSessions(system);
    expect((await waiting()).length).toBe(before);
    await onDatabase(
      urls.admin,
      `UPDATE provider_attempts SET expires_at = now() - interval '25 hours'`,
    );
    await purgeSessions(system);
    expect(await waiting()).toEqual([]);
  });

  it('leads back to the host where it began', async () => {
    const custom = visitor(a, { kind: 'custom', host: 'help.acme.test', secure: false });
    const sent = new URL(await begin(provider, custom)).searchParams.get('redirect_uri')!;
    expect(new URL(sent)).toMatchObject({
      hostname: 'help.acme.test',
      pathname: `/api/sign-in/${provider}/back`,
    });
    const contact = await makeContact();
    idp.person = verified(contact.email);
    expect(await enter(provider, custom)).toMatchObject({ outcome: 'signedIn' });
  });
});

describe('a provider', () => {
  it('that is off, of another tenant or none at all is not found', async () => {
    const theirs = await makeProvider(b);
    const off = await makeProvider();
    await changeProvider(await asTechnician(a, 'admin'), { id: off, enabled: false });
    for (const id of [theirs, off, 'none', provider.replace(/.$/, '0')]) {
      if (id === provider) continue;
      expect((await refusalOf(begin(id))).status).toBe(404);
      expect((await refusalOf(finish(id, 'http://x.test/?code=1&state=2'))).status).toBe(404);
    }
  });

  it('is described once in ten minutes, and at a private address never', async () => {
    const own = await makeProvider();
    const described = () => idp.asked.filter((path) => path.includes('well-known')).length;
    const before = described();
    await begin(own);
    await begin(own);
    expect(described()).toBe(before + 1);
    const hidden = await makeProvider();
    const asked = idp.asked.length;
    const unreached = { resolve: async () => ['127.0.0.1'] };
    const wish = { providerId: hidden, browser };
    expect(await beginProviderSignIn(visitor(), wish, unreached)).toEqual({ away: 'contact' });
    expect(idp.asked.length).toBe(asked);
  });

  it('is asked for nobody after sixty times a minute of one address', async () => {
    const address = '203.0.113.77';
    const tries = await Promise.all(
      Array.from({ length: 63 }, () =>
        begin(provider, visitor(a, { address })).then(
          () => 200,
          ({ status }) => status as number,
        ),
      ),
    );
    expect(tries.filter((status) => status === 429)).toHaveLength(3);
  });
});
