import { getTranslations } from 'next-intl/server';
import { readWebhooks } from '@/notifications/read-webhooks';
import { readApiKeys } from '@/session/create-api-key';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { portalUrl } from '@/tenants/urls';
import { CopyButton } from '@/ui/copy-button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Section } from '@/ui/page';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import { revokeApiKeyAction } from './actions';
import { ApiKeyForm } from './api-key-form';
import { WebhookForm } from './webhooks/webhook-form';
import { WebhookList } from './webhooks/webhook-list';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.api.title') };
}

export default async function ApiPage() {
  const scope = await requireAdmin();
  const [keys, webhooks] = await orNotFoundPage(
    Promise.all([readApiKeys(scope), readWebhooks(scope)]),
  );
  const t = await getTranslations();
  const base = portalUrl(scope.tenant, '/api/v1');
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Page>
      <PageHeader title={t('console.admin.api.title')} lead={t('console.admin.api.lead')} />
      <Section title={t('console.admin.api.address')}>
        <div className="flex flex-wrap items-center gap-3">
          <code className="break-all font-mono">{base}</code>
          <CopyButton value={base} of={t('console.admin.api.copyAddress')} />
          <a href="/api/v1/openapi.json" className="link">
            {t('console.admin.api.reference')}
          </a>
        </div>
      </Section>
      <Section title={t('console.admin.api.keys')} lead={t('console.admin.api.keysLead')}>
        {keys.length === 0 ? (
          <EmptyState
            level={3}
            title={t('console.admin.api.empty')}
            text={t('console.admin.api.emptyText')}
          />
        ) : (
          <ul className="rows">
            {keys.map((key) => (
              <li key={key.id} className="row flex-wrap">
                <span className="row-main basis-60">
                  <span className="row-title block font-medium" dir="auto">
                    {key.name}
                  </span>
                  <span className="row-note block">
                    <code className="font-mono">{key.prefix}…</code> · {key.scopes.join(', ')}
                  </span>
                </span>
                <span className="row-note">
                  {key.lastUsedAt ? (
                    <>
                      {t('console.admin.api.lastUsed')} <TimeAgo at={key.lastUsedAt} {...time} />
                    </>
                  ) : (
                    t('console.admin.api.neverUsed')
                  )}
                </span>
                <ConfirmDeed
                  action={revokeApiKeyAction}
                  fields={{ id: key.id }}
                  size="sm"
                  button={t('console.admin.api.revoke', { name: key.name })}
                  title={t('console.admin.api.revokeTitle', { name: key.name })}
                  text={t('console.admin.api.revokeText')}
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('console.admin.api.new')} lead={t('console.admin.api.newLead')}>
        <ApiKeyForm />
      </Section>
      <Section
        title={t('console.admin.webhooks.title')}
        lead={t('console.admin.webhooks.lead')}
        id="webhooks"
      >
        <WebhookList webhooks={webhooks} />
      </Section>
      <Section title={t('console.admin.webhooks.new')} lead={t('console.admin.webhooks.newLead')}>
        <WebhookForm />
      </Section>
    </Page>
  );
}
