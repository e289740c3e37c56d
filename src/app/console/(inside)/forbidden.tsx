import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';

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
