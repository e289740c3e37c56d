import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireTechnician } from '@/session/require-person';
import { Page, PageHeader } from '@/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.nav.home') };
}

export default async function ConsoleHome() {
  await requireTechnician();
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.nav.home')} />
    </Page>
  );
}
