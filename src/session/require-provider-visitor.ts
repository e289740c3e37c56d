import 'server-only';
import { headers } from 'next/headers';
import { notFound as notFoundPage } from 'next/navigation';
import type { Locale } from '@/i18n/locales';
import { preferences } from '@/i18n/preferences';
import { notFound } from '@/platform/errors';
import { innerHeaders } from '@/tenants/face';
import { tenantOfHost } from '@/tenants/host-index';
import { isInAction } from './in-action';
import { languageOfVisitor } from './language-of-visitor';

/** Somebody on the installation's own host: no tenant, only a language. */
export interface ProviderVisitor {
  language: Locale;
  secure: boolean;
}

/** For the pages of the installation's own host; on a tenant's host they don't exist. */
export async function requireProviderVisitor(): Promise<ProviderVisitor> {
  const incoming = await headers();
  // By the host: an action that Next forwards to a page of its own has the kind `inside`.
  const entry = await tenantOfHost(incoming.get(innerHeaders.host) ?? '');
  if (entry?.kind !== 'provider') {
    if (isInAction()) throw notFound();
    notFoundPage();
  }
  const language = (await languageOfVisitor()) ?? 'en';
  preferences().locale = language;
  return { language, secure: incoming.get('x-forwarded-proto') === 'https' };
}
