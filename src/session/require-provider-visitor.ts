import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { Locale } from '@/i18n/locales';
import { preferences } from '@/i18n/preferences';
import { innerHeaders } from '@/tenants/face';
import { languageOfVisitor } from './language-of-visitor';

/** Somebody on the installation's own host: no tenant, only a language. */
export interface ProviderVisitor {
  language: Locale;
  secure: boolean;
}

/** For the pages of the installation's own host; on a tenant's host they don't exist. */
export async function requireProviderVisitor(): Promise<ProviderVisitor> {
  const incoming = await headers();
  if (incoming.get(innerHeaders.kind) !== 'provider') notFound();
  const language = (await languageOfVisitor()) ?? 'en';
  preferences().locale = language;
  return { language, secure: incoming.get('x-forwarded-proto') === 'https' };
}
