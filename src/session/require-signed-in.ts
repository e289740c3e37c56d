import 'server-only';
import type { Contact, Scope, Technician } from '@/access/scope';
import { notFound, Refusal } from '@/platform/errors';
import { refuseOverPreview } from './preview/preview-cookie';
import { readPreview } from './preview/read-preview';
import { readContactSession, readTechnicianSession, whatComesFirst } from './read-session';
import { findSignedInContact, findSignedInTechnician } from './scope-of-request';
import { placeOfRequest } from './tenant-of-request';

/** Which session of a browser is meant: somebody may be signed in on both sides of one host. */
export type SignedInFace = 'portal' | 'console';

/**
 * For route handlers that either side uses: the person signed in on `face`. Without one 401;
 * a route can't send anybody to a sign-in page. Whose preview is over is told so (403).
 */
export async function requireSignedIn(face: SignedInFace): Promise<Scope<Contact | Technician>> {
  const found = face === 'console' ? await findSignedInTechnician() : await findSignedInContact();
  if (!found || whatComesFirst(found)) {
    if (face === 'portal') await refuseOverPreview(await placeOfRequest());
    throw new Refusal('session.signInAgain', { status: 401 });
  }
  return found.scope;
}

/**
 * Everybody who is signed in with this browser, contact first: for what a plain `<img>` asks,
 * which can't say its side. Nobody is answered like a thing that does not exist (404).
 */
export async function requireAnySignedIn(): Promise<Scope<Contact | Technician>[]> {
  const found = [await findSignedInContact(), await findSignedInTechnician()];
  const scopes = found.flatMap((one) => (one && !whatComesFirst(one) ? [one.scope] : []));
  if (scopes.length === 0) throw notFound();
  return scopes;
}

/**
 * The same person as the session row has them now, for answers that stay open; undefined as
 * soon as it was revoked, has expired or the person was disabled.
 */
export async function findStillSignedIn<A extends Contact | Technician>(
  scope: Scope<A>,
): Promise<Scope<Contact | Technician> | undefined> {
  const { tenant, actor, preview } = scope;
  if (preview) {
    const found = await readPreview({ tenant }, preview);
    return found && { ...scope, actor: found.actor, settings: found.settings };
  }
  const read = actor.kind === 'contact' ? readContactSession : readTechnicianSession;
  const found = await read({ tenant }, actor.sessionId);
  return found && { ...scope, actor: found.actor, settings: found.settings };
}
