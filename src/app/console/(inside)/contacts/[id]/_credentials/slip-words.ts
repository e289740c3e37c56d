import 'server-only';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import { portalUrl } from '@/tenants/urls';
import type { SlipWords } from './credential-slip';

/** The slip is read by the contact, so it is written in their language. */
export async function slipWords(
  { tenant }: Pick<Scope, 'tenant'>,
  contact: { name: string; language: string | null },
): Promise<SlipWords> {
  const language = contact.language ?? tenant.defaultLanguage;
  const t = await translatorFor(language);
  return {
    language,
    title: t('console.people.slip.title', { tenant: tenant.name }),
    intro: t('console.people.slip.intro', { name: contact.name, tenant: tenant.name }),
    address: t('console.people.slip.address'),
    username: t('console.people.slip.username'),
    password: t('console.people.slip.password'),
    next: t('console.people.slip.next'),
    url: portalUrl(tenant, '/sign-in'),
  };
}
