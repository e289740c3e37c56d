import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { EntryFrame } from './_frame/entry-frame';
import { readReader } from './_frame/read-reader';

export default async function ForbiddenPage() {
  const { tenant } = await readReader();
  const t = await getTranslations();
  return (
    <EntryFrame>
      <title>{`${t('portal.forbidden.title')} · ${tenant.name}`}</title>
      <ErrorState
        drawing="lost"
        title={t('portal.forbidden.title')}
        why={t('portal.forbidden.why')}
        next={t('portal.forbidden.next')}
        action={
          <ButtonLink href="/" variant="primary">
            {t('portal.goHome')}
          </ButtonLink>
        }
      />
    </EntryFrame>
  );
}
