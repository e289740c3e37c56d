import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { readReader } from '../_shell/read-reader';

export async function generateMetadata(): Promise<Metadata> {
  await readReader();
  const t = await getTranslations();
  return { title: t('console.notFound.title') };
}

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <Page width="narrow">
      <ErrorState
        drawing="lost"
        title={t('console.notFound.title')}
        why={t('console.notFound.why')}
        next={t('console.notFound.next')}
        action={
          <ButtonLink href="/console/tickets" variant="primary">
            {t('console.notFound.tickets')}
          </ButtonLink>
        }
      />
    </Page>
  );
}
