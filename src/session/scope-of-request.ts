import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Contact, Scope, Technician, TenantIdentity } from '@/access/scope';
import { isLocale, type Locale } from '@/i18n/locales';
import { preferences } from '@/i18n/preferences';
import { claimsOf } from './auth';
import { languageOfVisitor } from './language-of-visitor';
import { type AskedPreview, askedPreview } from './preview/asked-preview';
import { readPreview } from './preview/read-preview';
import { readContactSession, readTechnicianSession, type SignedIn } from './read-session';
import { cookieName, type Realm } from './realm';
import { reportForeignCookie } from './report-foreign-cookie';
import { type Place, placeOfRequest } from './tenant-of-request';

/**
 * The signed-in contact of this request, or undefined. Asked once a request, then remembered.
 * An admin's preview goes before a sign-in as a contact in the same browser, and one that is over
 * hides it until its cookie is gone: nobody acts as somebody else than they think.
 */
export const findSignedInContact = cache(async (): Promise<SignedIn<Contact> | undefined> => {
  const place = await placeOfRequest();
  const asked = await askedPreview(place);
  return asked ? previewed(place, asked) : signedIn('contact', readContactSession);
});

/** The signed-in technician of this request, or undefined. */
export const findSignedInTechnician = cache(
  async (): Promise<SignedIn<Technician> | undefined> =>
    signedIn('technician', readTechnicianSession),
);

/** In the language of the contact, not of the browser, and whatever password they have. */
async function previewed(place: Place, asked: AskedPreview) {
  const found = await readPreview(place, asked);
  if (!found) return undefined;
  const { tenant, address } = place;
  const { actor, settings, preview, ownLanguage } = found;
  const language = await useLanguage(tenant, ownLanguage ?? tenant.defaultLanguage);
  const scope: Scope<Contact> = { tenant, actor, language, settings, address, preview };
  return { scope, mustChangePassword: false, ownLanguage };
}

async function signedIn<A extends Contact | Technician>(
  realm: Realm,
  read: (
    place: Place,
    sessionId: string,
  ) => Promise<
    | {
        actor: A;
        settings: Record<string, unknown>;
        mustChangePassword: boolean;
        mustSetUpFactor?: boolean;
        ownLanguage: string | null;
      }
    | undefined
  >,
): Promise<SignedIn<A> | undefined> {
  const place = await placeOfRequest();
  const token = (await cookies()).get(cookieName(realm, place.secure))?.value;
  if (!token) return undefined;
  const claims = await claimsOf(place, realm, token);
  if (!claims) {
    reportForeignCookie(place, realm);
    return undefined;
  }
  const found = await read(place, claims.sid);
  if (!found) return undefined;
  const language = await useLanguage(place.tenant, found.ownLanguage);
  const { actor, settings, mustChangePassword, mustSetUpFactor, ownLanguage } = found;
  const scope: Scope<A> = {
    tenant: place.tenant,
    actor,
    language,
    settings,
    address: place.address,
  };
  return { scope, mustChangePassword, mustSetUpFactor, ownLanguage };
}

/**
 * The language of this request: the person's own choice, else the one chosen before the sign-in,
 * else the browser's, else the tenant's. Also tells next-intl, with the tenant's time zone.
 */
export async function useLanguage(tenant: TenantIdentity, own: string | null): Promise<Locale> {
  const fallback = isLocale(tenant.defaultLanguage) ? tenant.defaultLanguage : 'en';
  const locale = isLocale(own) ? own : ((await languageOfVisitor()) ?? fallback);
  Object.assign(preferences(), { locale, timeZone: tenant.timeZone });
  return locale;
}
