import 'server-only';
import { headers } from 'next/headers';
import { innerHeaders } from '@/tenants/face';
import { languageOfVisitor } from './language-of-visitor';
import { findSignedInContact, findSignedInTechnician, useLanguage } from './scope-of-request';
import { placeOfRequest } from './tenant-of-request';

/**
 * The language to answer in when the actor may be unknown: errors of actions and pages. Somebody
 * who is signed in on both sides with one browser is answered by the side that asked; an admin
 * who previews a contact reads their own language.
 */
export async function languageOfRequest(): Promise<string> {
  try {
    const { tenant } = await placeOfRequest();
    const path = (await headers()).get(innerHeaders.path) ?? '';
    const find = ofConsole.test(path) ? findSignedInTechnician : findSignedInContact;
    const signedIn = await find();
    const reader = signedIn?.scope;
    return reader?.preview?.language ?? reader?.language ?? (await useLanguage(tenant, null));
  } catch {
    // the database is away, or the host is the installation's own
    return (await languageOfVisitor()) ?? 'en';
  }
}

/** A page of the console, or a route that it asks as its own (`?face=console`). */
const ofConsole = /^\/console(?=[/?]|$)|[?&]face=console(?=&|$)/;
