import 'server-only';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { readReader } from './read-reader';

/** The one answer for what is not there and for what this person may not see. */
export async function Missing() {
  const { tenant } = await readReader();
  const t = await getTranslations('portal');
  return (
    <>
      <title>{`${t('notFound.title')} · ${tenant.name}`}</title>
      <ErrorState
        drawing="lost"
        title={t('notFound.title')}
        why={t('notFound.why')}
        next={t('notFound.next')}
        action={
          <ButtonLink href="/" variant="primary">
            {t('goHome')}
          </ButtonLink>
        }
      />
    </>
  );
}
