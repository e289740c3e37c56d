import 'server-only';
import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import type { Contact, Scope, Technician } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { innerHeaders } from '@/tenants/face';
import { isInAction } from './in-action';
import { hasPreviewCookie, refuseOverPreview } from './preview/preview-cookie';
import { type SignedIn, whatComesFirst } from './read-session';
import { type Realm, setPasswordPath, setUpFactorPath, signInPath } from './realm';
import { findSignedInContact, findSignedInTechnician } from './scope-of-request';
import { placeOfRequest } from './tenant-of-request';

/**
 * The contact who asks. Without a session a page goes to the sign-in and comes back after it;
 * an action or a route gets a 401. Somebody with a generated password sets their own first.
 */
export async function requireContact(): Promise<Scope<Contact>> {
  return require('contact', await findContact());
}

/** The technician who asks; the same rules. */
export async function requireTechnician(): Promise<Scope<Technician>> {
  return require('technician', await findSignedInTechnician());
}

/** An admin; any other technician is told that they may not (403). */
export async function requireAdmin(): Promise<Scope<Technician>> {
  const scope = await requireTechnician();
  if (scope.actor.role === 'admin') return scope;
  if (isInAction()) throw new Refusal('session.adminsOnly', { status: 403 });
  forbidden();
}

/** Who has a session, even with a password that they must change: for that very page. */
export async function requireContactBeforePassword(): Promise<Scope<Contact>> {
  return require('contact', await findContact(), { evenWithGeneratedPassword: true });
}

/** The same for technicians. */
export async function requireTechnicianBeforePassword(): Promise<Scope<Technician>> {
  return require('technician', await findSignedInTechnician(), { evenWithGeneratedPassword: true });
}

/** Who must set up a second factor before anything else; whoever needn't goes home. */
export async function requireTechnicianWithoutFactor(): Promise<Scope<Technician>> {
  const found = await findSignedInTechnician();
  if (!found || whatComesFirst(found)) {
    return require('technician', found, { evenWithoutFactor: true });
  }
  if (isInAction()) throw new Refusal('session.factorNotOwed', { status: 409 });
  redirect('/console');
}

/** Whose preview is over is told so, and never becomes another contact by surprise. */
async function findContact(): Promise<SignedIn<Contact> | undefined> {
  const found = await findSignedInContact();
  if (found) return found;
  const place = await placeOfRequest();
  if (isInAction()) await refuseOverPreview(place);
  else if (await hasPreviewCookie(place)) redirect('/api/preview');
  return undefined;
}

async function require<A extends Contact | Technician>(
  realm: Realm,
  found: SignedIn<A> | undefined,
  { evenWithGeneratedPassword = false, evenWithoutFactor = false } = {},
): Promise<Scope<A>> {
  const first = found && whatComesFirst(found);
  if (found && !first) return found.scope;
  if (found && first === 'password' && evenWithGeneratedPassword) return found.scope;
  if (found && first === 'factor' && evenWithoutFactor) return found.scope;
  // An action can't send anybody elsewhere without losing what was typed.
  if (isInAction()) throw new Refusal('session.signInAgain', { status: 401 });
  if (first) redirect(first === 'password' ? setPasswordPath[realm] : setUpFactorPath);
  const wanted = (await headers()).get(innerHeaders.path) ?? '/';
  const next = wanted === '/' || wanted === '/console' ? '' : `?next=${encodeURIComponent(wanted)}`;
  redirect(signInPath[realm] + next);
}
