import 'server-only';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInTechnician } from '@/session/scope-of-request';

/** Tenant, settings and language: the technician's where one is signed in, else the visitor's. */
export async function readReader() {
  const signedIn = await findSignedInTechnician();
  return signedIn?.scope ?? (await requireVisitor());
}
