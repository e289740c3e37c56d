import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { WebhookView } from '@/notifications/read-webhooks';
import { EmptyState } from '@/ui/empty-state';
import { StatusPill } from '@/ui/status-pill';
import { wantedWords } from './wanted-words';

/** The programs that are told what happens; each leads to its deliveries. */
export async function WebhookList({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const t = await getTranslations();
  if (webhooks.length === 0) {
    return (
      <EmptyState
        level={3}
        title={t('console.admin.webhooks.empty')}
        text={t('console.admin.webhooks.emptyText')}
      />
    );
  }
  return (
    <ul className="rows">
      {webhooks.map(({ id, url, events, disabledAt }) => (
        <li key={id}>
          <Link href={`/console/admin/api/webhooks/${id}`} className="row">
            <span className="row-main">
              <bdi className="row-title block font-medium" dir="ltr">
                {url}
              </bdi>
              <span className="row-note block">{wantedWords(events, t)}</span>
            </span>
            <StatusPill tone={disabledAt ? 'danger' : 'success'}>
              {t(disabledAt ? 'console.admin.webhooks.off' : 'console.admin.webhooks.on')}
            </StatusPill>
          </Link>
        </li>
      ))}
    </ul>
  );
}
