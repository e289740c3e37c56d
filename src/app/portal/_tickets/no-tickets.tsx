import 'server-only';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** Nothing to list: because of the filters, or because nothing has been asked yet. */
export async function NoTickets({
  isFiltered,
  view,
  path,
}: {
  isFiltered: boolean;
  view: 'mine' | 'company';
  path: string;
}) {
  const t = await getTranslations('portal.tickets');
  if (isFiltered) {
    return (
      <div role="status">
        <EmptyState
          drawing="search"
          title={t('filteredEmptyTitle')}
          text={t('filteredEmptyText')}
          action={<ButtonLink href={path}>{t('clear')}</ButtonLink>}
        />
      </div>
    );
  }
  return (
    <EmptyState
      drawing="letters"
      title={view === 'mine' ? t('emptyTitle') : t('companyEmptyTitle')}
      text={view === 'mine' ? t('emptyText') : t('companyEmptyText')}
      action={
        <ButtonLink href="/tickets/new" variant="primary">
          {t('new')}
        </ButtonLink>
      }
    />
  );
}
