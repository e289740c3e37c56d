import 'server-only';
import { cache } from 'react';
import { type Reader, signedOutReader } from '@/knowledge/reader';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInContact } from '@/session/scope-of-request';

/** Who reads the knowledge base: the signed-in contact, else whoever comes by. */
export const requireReader = cache(async (): Promise<Reader> => {
  const signedIn = await findSignedInContact();
  if (signedIn && !signedIn.mustChangePassword) return signedIn.scope;
  return signedOutReader(await requireVisitor());
});
