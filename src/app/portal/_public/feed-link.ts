import 'server-only';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { Reader } from '@/knowledge/reader';
import { portalUrl } from '@/tenants/urls';

/** For `alternates`: where feed readers find what is new, in the reader's language. */
export async function feedLink({
  tenant,
  language,
}: Reader): Promise<Pick<NonNullable<Metadata['alternates']>, 'types'>> {
  const t = await getTranslations('portal.knowledge');
  const url = portalUrl(tenant, `/knowledge-base/feed/${language}`);
  return { types: { 'application/atom+xml': [{ url, title: `${t('title')} · ${tenant.name}` }] } };
}
