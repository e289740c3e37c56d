import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Contact, Scope } from '@/access/scope';
import { readTicketList } from '@/tickets/read-ticket-list';
import { nextStepOf } from '@/tickets/ticket-view';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { MatterRows } from './matter-rows';
import { nextWords } from './next-words';
import { rowData } from './row-data';

/** What is under way: state, what happens next, the last reply. */
export async function OpenMatters({ scope }: { scope: Scope<Contact> }) {
  const [list, t] = await Promise.all([
    readTicketList(scope, { view: 'mine', status: 'active', limit: 6 }),
    getTranslations(),
  ]);
  const rows = list.rows.map((row) => rowData(row));
  return (
    <Section
      title={t('portal.home.open')}
      actions={
        <a href="/tickets" className="link">
          {t('portal.home.all')}
        </a>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          level={3}
          drawing="done"
          title={t('portal.home.emptyTitle')}
          text={t('portal.home.emptyText')}
        />
      ) : (
        <MatterRows
          rows={rows.map((row) => ({
            ...row,
            next: row.status && t(nextWords[nextStepOf(row.category)]),
          }))}
          words={{
            list: t('portal.home.open'),
            unread: t('portal.home.unread'),
            contact: t('portal.home.lastYou'),
            technician: t('portal.home.lastWe'),
            none: t('portal.home.lastNone'),
          }}
          locale={scope.language}
          timeZone={scope.tenant.timeZone}
        />
      )}
    </Section>
  );
}
