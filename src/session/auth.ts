import 'server-only';
import NextAuth, { AuthError, type NextAuthConfig } from 'next-auth';
import { decode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { derivedKey, masterKeys } from '@/platform/crypto';
import { cookieName, type Realm, sessionSeconds } from './realm';
import { type Claims, rememberClaims } from './remember-claims';
import { endSession } from './revoke-session';
import { signIn as proveIdentity } from './sign-in';
import { type Place, placeOfRequest } from './tenant-of-request';

/** Keys of one tenant and realm, newest first: another tenant can't even read the cookie. */
function secretsOf(tenantId: string, realm: Realm): string[] {
  return masterKeys().map((master) =>
    derivedKey(`session ${realm} ${tenantId}`, master).toString('base64url'),
  );
}

async function configOf(realm: Realm): Promise<NextAuthConfig> {
  const { tenant, secure } = await placeOfRequest();
  return {
    trustHost: true,
    basePath: `/api/auth/${realm}`,
    secret: secretsOf(tenant.id, realm),
    session: { strategy: 'jwt', maxAge: sessionSeconds[realm] },
    cookies: {
      sessionToken: {
        name: cookieName(realm, secure),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { login: {}, password: {}, userAgent: {} },
        authorize: async ({ login, password, userAgent }) => {
          const place = await placeOfRequest();
          const sessionId = await proveIdentity(place, realm, {
            login: String(login ?? ''),
            password: String(password ?? ''),
            userAgent: String(userAgent ?? ''),
          });
          return { id: sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id, tid: tenant.id } : token),
    },
  };
}

const realms = {
  contact: NextAuth(() => configOf('contact')),
  technician: NextAuth(() => configOf('technician')),
} satisfies Record<Realm, unknown>;

/** Checks the credentials, makes a session and sets its cookie. Throws the verb's refusal. */
export async function startSession(
  realm: Realm,
  credentials: { login: string; password: string; userAgent: string },
): Promise<void> {
  try {
    await realms[realm].signIn('credentials', { ...credentials, redirect: false });
  } catch (error) {
    throw refusalWithin(error);
  }
}

/** Ends the session of this request and clears its cookie. */
export async function stopSession(realm: Realm, sessionId: string): Promise<void> {
  await endSession(await placeOfRequest(), sessionId);
  await realms[realm].signOut({ redirect: false });
}

function refusalWithin(error: unknown): unknown {
  if (!(error instanceof AuthError)) return error;
  const cause = error.cause as { err?: unknown } | undefined;
  return cause?.err ?? error;
}

/** The claims of a session cookie of this tenant and realm, or undefined. */
export function claimsOf(
  place: Pick<Place, 'tenant' | 'secure'>,
  realm: Realm,
  token: string,
): Promise<Claims | undefined> {
  const salt = cookieName(realm, place.secure);
  return rememberClaims(`${place.tenant.id} ${salt} ${token}`, async () => {
    try {
      const secret = secretsOf(place.tenant.id, realm);
      const claims = await decode<Claims>({ token, secret, salt });
      return claims?.sid && claims.tid === place.tenant.id ? claims : undefined;
    } catch {
      return undefined;
    }
  });
}
