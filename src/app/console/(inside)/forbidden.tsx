import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { readReader } from '../_shell/read-reader';

export async function generateMetadata(): Promise<Metadata> {
  await readReader();
  const t = await getTranslations();
  return { title: t('console.forbidden.title') };
}

export default async function Forbidden() {
  const t = await getTranslations();
  return (
    <Page width="narrow">
      <ErrorState
        drawing="lost"
        title={t('console.forbidden.title')}
        why={t('console.forbidden.why')}
        next={t('console.forbidden.next')}
        action={
          <ButtonLink href="/console" variant="primary">
            {t('console.nav.home')}
          </ButtonLink>
        }
      />
    </Page>
  );
}
