import { describe, expect, it, vi } from 'vitest';
import { beginProviderSignIn } from '@/session/provider/begin-provider-sign-in';
import { changeProvider } from '@/session/provider/change-provider';
import { checkProvider } from '@/session/provider/check-provider';
import { CreateProvider, createProvider } from '@/session/provider/create-provider';
import { finishProviderSignIn } from '@/session/provider/finish-provider-sign-in';
import { readProvider } from '@/session/provider/read-providers';
import type { Visitor } from '@/session/require-visitor';
import { openCertifiedProvider } from '~tests/setup/certified-provider';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { asContact, asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const contact = await asContact(tenant);
const reach = { allowed: new Set(['127.0.0.1']) };
const visitor: Visitor = {
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: false,
  address: '198.51.100.7',
  language: 'en',
  settings: {},
  userAgent: 'Test',
};
// It warns of everything that is for development.
vi.spyOn(console, 'info').mockImplementation(() => {});
vi.spyOn(console, 'warn').mockImplementation(() => {});

/** Somebody else's provider, so that our reading of the standard isn't only compared with itself. */
describe('a certified provider', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'that takes our secret by %s signs in whom it vouches for, again and again',
    async (method) => {
      const idp = await openCertifiedProvider(method);
      try {
        const { issuer, clientId, clientSecret } = idp;
        const wish = CreateProvider.parse({ kind: 'oidc', name: 'Certified', issuer });
        const { id } = await createProvider(admin, wish);
        const [redirectUri] = (await readProvider(admin, id)).redirectUris;
        idp.register(redirectUri!);
        await changeProvider(admin, { id, clientId, clientSecret: 'mistyped' });
        expect((await checkProvider(admin, { id }, reach)).finding).toBe('badClient');
        await changeProvider(admin, { id, clientId, clientSecret, enabled: true });
        expect(await checkProvider(admin, { id }, reach)).toEqual({ finding: 'ok', about: issuer });
        const [row] = await onDatabase<{ email: string }>(
          urls.admin,
          `SELECT email FROM contacts WHERE id = '${contact.actor.id}'`,
        );
        for (let round = 0; round < 2; round++) {
          const browser = 'a mark';
          const begun = await beginProviderSignIn(visitor, { providerId: id, browser }, reach);
          const { location } = begun as { location: string };
          const back = await idp.signIn(location, row!.email);
          const answer = new URL(back).searchParams;
          const came = { providerId: id, browser, answer };
          expect(await finishProviderSignIn(visitor, came, reach)).toMatchObject({
            outcome: 'signedIn',
          });
        }
      } finally {
        await idp.stop();
      }
    },
  );
});
