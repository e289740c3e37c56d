import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import NextAuth, { type NextAuthConfig } from 'next-auth';
import { decode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { derivedKey, masterKeys } from '@/platform/crypto';
import { takePreviewCookie } from './preview/preview-cookie';
import { cookieName, type Realm, sessionSeconds } from './realm';
import { type Claims, rememberClaims } from './remember-claims';
import { endSession } from './revoke-session';
import { beginSecondStep } from './second-step/begin-second-step';
import { setStepCookie } from './second-step/step-cookie';
import { signIn } from './sign-in';
import { type Place, placeOfRequest } from './tenant-of-request';

/** Keys of one tenant and realm, newest first: another tenant can't even read the cookie. */
function secretsOf(tenantId: string, realm: Realm): string[] {
  return masterKeys().map((master) =>
    derivedKey(`session ${realm} ${tenantId}`, master).toString('base64url'),
  );
}

/** The session whose cookie is being made. Nothing that a request carries gets in here. */
const opened = new AsyncLocalStorage<string>();

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
        credentials: {},
        authorize: () => {
          const sessionId = opened.getStore();
          return sessionId === undefined ? null : { id: sessionId };
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

/**
 * Checks the credentials, makes a session and sets its cookie; where a second factor is owed, the
 * cookie of the second step instead, and says so. Throws the verb's refusal.
 */
export async function startSession(
  realm: Realm,
  credentials: { login: string; password: string; userAgent: string },
): Promise<{ owesFactor: boolean }> {
  const place = await placeOfRequest();
  const { sessionId, owesFactor } = await signIn(place, realm, credentials);
  if (owesFactor) await setStepCookie(place, 'second-step', beginSecondStep(place, owesFactor));
  else await giveCookie(realm, sessionId);
  return { owesFactor: owesFactor !== undefined };
}

/**
 * Sets the cookie of a session that `openSession` has made for whoever asks. Who signs in to the
 * portal wants to see it as themselves: a preview that the browser had open is gone.
 */
export async function giveCookie(realm: Realm, sessionId: string): Promise<void> {
  if (realm === 'contact') await takePreviewCookie(await placeOfRequest());
  await opened.run(sessionId, () => realms[realm].signIn('credentials', { redirect: false }));
}

/** Ends the session of this request and clears its cookie. */
export async function stopSession(realm: Realm, sessionId: string): Promise<void> {
  await endSession(await placeOfRequest(), sessionId);
  await realms[realm].signOut({ redirect: false });
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
