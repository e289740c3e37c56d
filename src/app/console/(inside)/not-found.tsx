import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';

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
