import 'server-only';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInContact } from '@/session/scope-of-request';

/** Tenant, settings and language: the contact's where somebody is signed in, else the visitor's. */
export async function readReader() {
  const signedIn = await findSignedInContact();
  return signedIn?.scope ?? (await requireVisitor());
}
