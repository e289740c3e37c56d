import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { portalUrl } from '@/tenants/urls';
import type { CannedValues } from '@/tickets/desk/canned-variables';

/** What a preview puts in place of the variables. */
export async function exampleValues({ tenant, actor }: Scope<Technician>): Promise<CannedValues> {
  const t = await getTranslations();
  return {
    contact: t('console.canned.example.contact'),
    company: t('console.canned.example.company'),
    technician: actor.name,
    number: '1042',
    title: t('console.canned.example.title'),
    portal: portalUrl(tenant),
  };
}
