import 'server-only';
import type { Contact, Scope } from '@/access/scope';
import { notFound } from '@/platform/errors';
import { requireContact } from '@/session/require-person';
import { hasSection, type SectionName } from '@/settings/sections';

/** The contact who asks, if they have the section; for anybody else its pages don't exist (404). */
export async function requireSection(name: SectionName): Promise<Scope<Contact>> {
  const scope = await requireContact();
  if (!hasSection(scope.actor, name)) throw notFound();
  return scope;
}
