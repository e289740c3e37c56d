import 'server-only';
import { languageOfVisitor } from './language-of-visitor';
import { findSignedInContact, findSignedInTechnician, useLanguage } from './scope-of-request';
import { placeOfRequest } from './tenant-of-request';

/** The language to answer in when the actor may be unknown: errors of actions and pages. */
export async function languageOfRequest(): Promise<string> {
  try {
    const { tenant } = await placeOfRequest();
    const signedIn = (await findSignedInContact()) ?? (await findSignedInTechnician());
    return signedIn?.scope.language ?? (await useLanguage(tenant, null));
  } catch {
    // the database is away, or the host is the installation's own
    return (await languageOfVisitor()) ?? 'en';
  }
}
