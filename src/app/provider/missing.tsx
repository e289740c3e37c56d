import 'server-only';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';

/** The answer for every address that the installation's own host doesn't have. */
export async function Missing() {
  const t = await getTranslations('provider');
  return (
    <>
      <title>{`${t('missingTitle')} · ${t('product')}`}</title>
      <ErrorState
        drawing="lost"
        title={t('missingTitle')}
        why={t('missingWhy')}
        action={
          <ButtonLink href="/" variant="primary">
            {t('title')}
          </ButtonLink>
        }
      />
    </>
  );
}
