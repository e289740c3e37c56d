import { getTranslations } from 'next-intl/server';
import { readDeliveries, readWebhook } from '@/notifications/read-webhooks';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { EmptyState } from '@/ui/empty-state';
import { Notice } from '@/ui/notice';
import { Page, PageHeader, Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../../../_forms/confirm-deed';
import { DeedButton } from '../../../../_forms/deed-button';
import { ListPages } from '../../../../_lists/list-pages';
import { type Query, queryCursor } from '../../../../_lists/query-text';
import { deleteWebhookAction, switchOnWebhookAction } from '../actions';
import { DeliveryRow } from '../delivery-row';
import { wantedWords } from '../wanted-words';
import { RenewSecret } from './renew-secret';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: Props) {
  const scope = await requireAdmin();
  const { url } = await orNotFoundPage(readWebhook(scope, (await params).id));
  return { title: new URL(url).host };
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const scope = await requireAdmin();
  const { id } = await params;
  const cursor = queryCursor((await searchParams).cursor);
  const [webhook, { rows, nextCursor }] = await orNotFoundPage(
    Promise.all([readWebhook(scope, id), readDeliveries(scope, id, { cursor })]),
  );
  const t = await getTranslations();
  const { url, events, disabledAt } = webhook;
  const { host } = new URL(url);
  const path = `/console/admin/api/webhooks/${id}`;
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.api.title'), href: '/console/admin/api' },
              { label: t('console.admin.webhooks.title') },
            ]}
          />
        }
        title={<bdi>{host}</bdi>}
        meta={
          <>
            <StatusPill tone={disabledAt ? 'danger' : 'success'}>
              {t(disabledAt ? 'console.admin.webhooks.off' : 'console.admin.webhooks.on')}
            </StatusPill>
            <span>{wantedWords(events, t)}</span>
          </>
        }
        actions={
          <ConfirmDeed
            action={deleteWebhookAction}
            fields={{ id }}
            button={t('console.admin.webhooks.delete')}
            title={t('console.admin.webhooks.deleteTitle', { host })}
            text={t('console.admin.webhooks.deleteText')}
          />
        }
      />
      <code className="block break-all font-mono">{url}</code>
      <RenewSecret id={id} host={host} />
      {disabledAt && (
        <Notice tone="danger" title={t('console.admin.webhooks.offTitle')}>
          <p className="mb-3">
            {t('console.admin.webhooks.offText')} <TimeAgo at={disabledAt} {...time} />
          </p>
          <DeedButton action={switchOnWebhookAction} fields={{ id }} size="sm">
            {t('console.admin.webhooks.switchOn')}
          </DeedButton>
        </Notice>
      )}
      <Section
        title={t('console.admin.webhooks.deliveries')}
        lead={t('console.admin.webhooks.deliveriesLead')}
      >
        {rows.length === 0 ? (
          <EmptyState
            level={3}
            title={t('console.admin.webhooks.noDeliveries')}
            text={t('console.admin.webhooks.noDeliveriesText')}
          />
        ) : (
          <ul className="rows">
            {rows.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                webhookId={id}
                delivery={delivery}
                time={time}
                isOff={disabledAt !== null}
              />
            ))}
          </ul>
        )}
      </Section>
      <ListPages
        label={t('console.admin.webhooks.pages')}
        first={t('console.admin.webhooks.newest')}
        next={t('console.admin.webhooks.older')}
        path={path}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
