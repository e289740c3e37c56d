import { type Configuration, ResponseBodyError } from 'openid-client';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { jobs } from '@/jobs';
import { newId } from '@/platform/ids';
import { ChangeProvider, changeProvider } from '@/session/provider/change-provider';
import { checkProvider } from '@/session/provider/check-provider';
import { CreateProvider, createProvider } from '@/session/provider/create-provider';
import { deleteProvider } from '@/session/provider/delete-provider';
import { askAsClient } from '@/session/provider/discover-provider';
import { verifiedAddress } from '@/session/provider/provider-kinds';
import { readProvider, readProviders } from '@/session/provider/read-providers';
import { freshDatabase } from '~tests/setup/fresh-database';
import { openIdentityProvider } from '~tests/setup/identity-provider';
import { auditOf, refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const admin = await asTechnician(a, 'admin');
const stranger = await asTechnician(b, 'admin');
const idp = await openIdentityProvider();
afterAll(() => idp.stop());
afterEach(() => onDatabase(urls.admin, 'DELETE FROM identity_providers'));
const reach = { allowed: new Set(['127.0.0.1']), resolve: async () => ['127.0.0.1'] };
const directory = '72F988BF-86f1-41af-91ab-2d7cd011db47';
const make = (wish: object, scope = admin) => createProvider(scope, CreateProvider.parse(wish));
const change = (wish: object, scope = admin) => changeProvider(scope, ChangeProvider.parse(wish));
const work = { kind: 'oidc', name: 'Work', issuer: idp.issuer };

describe('adding a provider', () => {
  it('knows the issuers of Microsoft and Google, and is written down once', async () => {
    const { result, entries } = await withAudit(a, () =>
      make({ kind: 'microsoft', issuer: directory }),
    );
    const issuer = `https://login.microsoftonline.com/${directory.toLowerCase()}/v2.0`;
    expect(entries).toMatchObject([
      {
        event: 'signInProvider.created',
        subjectId: result.id,
        after: { name: 'Microsoft', issuer, enabled: false, secret: null },
      },
    ]);
    const google = await make({ kind: 'google', realm: 'technician' });
    expect(await readProviders(admin)).toMatchObject([
      { id: result.id, issuer, enabled: false, hasSecret: false, realm: 'contact' },
      { id: google.id, issuer: 'https://accounts.google.com', realm: 'technician' },
    ]);
    expect(await readProviders(stranger)).toEqual([]);
  });

  it('takes an issuer as it is copied, and refuses what can’t be one', async () => {
    const described = `${idp.issuer}/.well-known/openid-configuration`;
    const { id } = await make({ ...work, issuer: described });
    expect((await readProvider(admin, id)).issuer).toBe(idp.issuer);
    for (const [wish, key] of [
      [{ kind: 'microsoft', issuer: 'common' }, 'signIn.badDirectory'],
      [{ kind: 'microsoft', issuer: '' }, 'signIn.badDirectory'],
      [{ ...work, issuer: 'acme.okta.com' }, 'signIn.badIssuer'],
      [{ ...work, issuer: 'file:///etc/passwd' }, 'signIn.badIssuer'],
      [{ ...work, issuer: 'https://u:p@idp.test' }, 'signIn.badIssuer'],
      [{ ...work, issuer: 'https://idp.test/?a=b' }, 'signIn.badIssuer'],
      [{ ...work, name: '' }, 'signIn.nameMissing'],
    ] as const) {
      expect(await refusalOf(make(wish))).toMatchObject({ status: 422, key });
    }
  });

  it('ends at twenty', async () => {
    const tenant = await makeTenant();
    const scope = await asTechnician(tenant, 'admin');
    for (let n = 0; n < 20; n++) await make({ kind: 'google' }, scope);
    expect(await refusalOf(make({ kind: 'google' }, scope))).toMatchObject({
      status: 409,
      key: 'signIn.tooMany',
    });
  });

  it('names where people are sent back to, on every host they may sign in at', async () => {
    await onDatabase(
      urls.admin,
      `INSERT INTO domains (tenant_id, id, host, kind, state, verified_at, is_secure)
       VALUES ('${a.id}', gen_random_uuid(), 'help.a-msp.test', 'custom', 'active', now(), false)`,
    );
    const { id } = await make(work);
    const { redirectUris } = await readProvider(admin, id);
    expect(redirectUris.map((one) => new URL(one).hostname)).toEqual([
      a.managedHost,
      'help.a-msp.test',
    ]);
    const own = await make({ ...work, realm: 'technician' });
    expect((await readProvider(admin, own.id)).redirectUris).toHaveLength(1);
  });
});

describe('changing a provider', () => {
  it('is written down with before and after, and the secret nowhere in the clear', async () => {
    const { id } = await make(work);
    const secret = 'Zanzibar is an island';
    expect(await refusalOf(change({ id, enabled: 'true' }))).toMatchObject({
      status: 409,
      key: 'signIn.incomplete',
    });
    const { entries } = await withAudit(a, () =>
      change({ id, clientId: 'us', clientSecret: secret, enabled: 'true' }),
    );
    expect(entries).toMatchObject([
      {
        event: 'signInProvider.changed',
        before: { clientId: '', secret: null, enabled: false },
        after: { clientId: 'us', enabled: true },
      },
    ]);
    const view = await readProvider(admin, id);
    expect(view).toMatchObject({ clientId: 'us', hasSecret: true, enabled: true });
    // An empty field of a form leaves the secret as it is.
    await change({ id, clientSecret: '', name: 'Office' });
    expect((await readProvider(admin, id)).hasSecret).toBe(true);
    const rows = await onDatabase(urls.admin, 'SELECT * FROM identity_providers');
    const everything = JSON.stringify([view, rows, await auditOf(a)]);
    expect(everything).not.toContain('Zanzibar');
  });

  it('is only for people of companies that there are', async () => {
    const { id } = await make(work);
    const own = await makeCompany(a);
    const foreign = await makeCompany(b);
    await change({ id, companyIds: [own.id] });
    const refused = await refusalOf(change({ id, companyIds: [foreign.id] }));
    expect(refused).toMatchObject({ status: 422, fields: { companyIds: expect.any(String) } });
    expect((await readProvider(admin, id)).companyIds).toEqual([own.id]);
  });

  it('seals its secret anew with the next key', async () => {
    const { id } = await make(work);
    await change({ id, clientId: 'us', clientSecret: 'x' });
    await jobs.resealKeys();
    await change({ id, enabled: 'true' });
  });
});

describe('taking a provider away', () => {
  it('takes what was linked with it, and is written down once', async () => {
    const { id } = await make(work);
    const contact = await asContact(a);
    await onDatabase(
      urls.admin,
      `INSERT INTO provider_identities (tenant_id, id, provider_id, subject, contact_id)
       VALUES ('${a.id}', gen_random_uuid(), '${id}', 's', '${contact.actor.id}')`,
    );
    const { events } = await withAudit(a, () => deleteProvider(admin, { id }));
    expect(events).toEqual(['signInProvider.deleted']);
    expect((await refusalOf(readProvider(admin, id))).status).toBe(404);
    const linked = `SELECT id FROM provider_identities WHERE provider_id = '${id}'`;
    expect(await onDatabase(urls.admin, linked)).toEqual([]);
  });
});

describe('who may', () => {
  const verbs = (id: string) =>
    ({
      change: (scope) => changeProvider(scope, { id, name: 'Changed' }),
      delete: (scope) => deleteProvider(scope, { id }),
      check: (scope) => checkProvider(scope, { id }, reach),
    }) satisfies Record<string, (scope: typeof admin) => Promise<unknown>>;

  it('is an admin of the tenant, or a key for it; nobody else', async () => {
    const { id } = await make(work);
    for (const verb of Object.values(verbs(id))) {
      expect((await refusalOf(verb(stranger))).status).toBe(404);
      for (const scope of [await asTechnician(a), await asApiKey(a, ['settings:read'])]) {
        expect((await refusalOf(verb(scope as typeof admin))).status).toBe(403);
      }
    }
    expect((await refusalOf(make(work, await asTechnician(a)))).status).toBe(403);
    expect((await refusalOf(readProviders(await asTechnician(a)))).status).toBe(403);
    expect((await refusalOf(changeProvider(admin, { id: newId() }))).status).toBe(404);
    expect((await readProvider(admin, id)).name).toBe('Work');
  });

  it('is no program where technicians are meant', async () => {
    const key = await asApiKey(a, ['settings:write', 'settings:read']);
    const { id } = await make({ ...work, realm: 'technician' });
    for (const tried of await Promise.all(
      [
        createProvider(key, CreateProvider.parse({ ...work, realm: 'technician' })),
        changeProvider(key, { id, clientId: 'x' }),
        deleteProvider(key, { id }),
      ].map((one) => refusalOf(one)),
    )) {
      expect(tried).toMatchObject({ status: 403, key: 'signIn.inPersonOnly' });
    }
    const { id: own } = await createProvider(key, CreateProvider.parse(work));
    await deleteProvider(key, { id: own });
  });
});

describe('a look at a provider', () => {
  async function look(
    mischief: typeof idp.mischief = {},
    more: object = {},
    how = reach as object,
  ) {
    const { id } = await make({ ...work, ...more });
    await change({ id, clientId: idp.clientId, clientSecret: idp.clientSecret });
    idp.mischief = mischief;
    try {
      return await checkProvider(admin, { id }, how);
    } finally {
      idp.mischief = {};
    }
  }

  it('says that all is well', async () => {
    expect(await look()).toEqual({ finding: 'ok', about: idp.issuer });
  });

  it('says the first thing that is in the way', async () => {
    const said = async (...args: Parameters<typeof look>) => (await look(...args)).finding;
    const issuer = `${idp.issuer}/nowhere`;
    expect(await said({}, { issuer })).toBe('noDescription');
    expect(await look({ description: { issuer: 'https://other.test' } })).toEqual({
      finding: 'otherIssuer',
      about: 'https://other.test',
    });
    expect(await said({ description: { token_endpoint: undefined } })).toBe('noEndpoints');
    expect(await said({ description: { jwks_uri: `${idp.issuer}/userinfo` } })).toBe('noKeys');
    expect(await said({ description: { jwks_uri: 'http://127.0.0.1:1/' } })).toBe('unreachable');
    expect(await said({}, {}, { resolve: async () => ['10.0.0.1'] })).toBe('privateAddress');
    expect(await said({}, {}, { resolve: async () => [] })).toBe('hostUnknown');
    expect(await said({ description: { big: 'x'.repeat(300_000) } })).toBe('tooLarge');
  });

  it('says whether the provider knows us', async () => {
    const { id } = await make(work);
    expect((await checkProvider(admin, { id }, reach)).finding).toBe('clientMissing');
    await change({ id, clientId: idp.clientId, clientSecret: 'mistyped' });
    expect(await checkProvider(admin, { id }, reach)).toEqual({
      finding: 'badClient',
      about: 'invalid_client',
    });
  });
});

describe('a verified address', () => {
  it('is Microsoft’s only where the directory owns its domain', () => {
    const email = 'Ann@Acme.test';
    for (const yes of [true, 1, '1', 'true']) {
      expect(verifiedAddress('microsoft', { email, xms_edov: yes })).toBe('ann@acme.test');
    }
    for (const claims of [
      { email },
      { email, email_verified: true },
      { email, xms_edov: false },
      { email, xms_edov: '0' },
      { preferred_username: email, xms_edov: true },
    ]) {
      expect(verifiedAddress('microsoft', claims)).toBeUndefined();
    }
  });
});

describe('proving who we are', () => {
  it('finds the place for the secret, for two who come at once too', async () => {
    const proving = { inBody: false };
    const ask = async () => {
      const { inBody } = proving;
      await new Promise(setImmediate);
      if (inBody) return 'known';
      const response = new Response(null, { status: 401 });
      throw new ResponseBodyError('', { cause: { error: 'invalid_client' }, response });
    };
    const found = { configuration: {} as Configuration, proving };
    const both = [askAsClient(found, ask), askAsClient(found, ask)];
    expect(await Promise.all(both)).toEqual(['known', 'known']);
    expect(proving.inBody).toBe(true);
  });
});
