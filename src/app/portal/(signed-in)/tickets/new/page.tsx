import { getTranslations } from 'next-intl/server';
import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { readAttachWords } from '@/app/portal/_tickets/attach-words';
import { newId } from '@/platform/ids';
import { hasSection } from '@/settings/sections';
import { readNewTicketForm } from '@/tickets/fields/read-new-ticket-form';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { NewTicketForm } from './new-ticket-form';

export default function NewTicketPage({ searchParams }: { searchParams: Query }) {
  return pageOrMissing(() => drawNewTicket(searchParams));
}

async function drawNewTicket(searchParams: Query) {
  const scope = await requireSection('ticketing');
  const [params, { colleagues, fields }, t] = await Promise.all([
    searchParams,
    readNewTicketForm(scope),
    getTranslations('portal.newTicket'),
  ]);
  const tickets = await getTranslations('portal.tickets');
  const followUpOf = Number(queryText(params.followUp)) || undefined;
  return (
    <Page width="narrow">
      <title>{`${t('title')} · ${scope.tenant.name}`}</title>
      <PageHeader
        before={
          <Breadcrumb
            label={t('where')}
            steps={[{ label: tickets('title'), href: '/tickets' }, { label: t('title') }]}
          />
        }
        title={t('title')}
        lead={followUpOf ? t('followUp', { number: String(followUpOf) }) : undefined}
      />
      <NewTicketForm
        defaultTitle={queryText(params.title)?.slice(0, 200)}
        followUpOf={followUpOf}
        submissionId={newId()}
        draftKey={`${scope.actor.id}:new-ticket`}
        fields={fields}
        colleagues={colleagues}
        locale={scope.language}
        attachWords={await readAttachWords()}
        suggestWords={
          hasSection(scope.actor, 'knowledgeBase')
            ? { title: t('suggest'), answered: t('suggestAnswered'), newTab: t('suggestNewTab') }
            : undefined
        }
        words={{
          titleHelp: t('titleHelp'),
          descriptionHelp: t('descriptionHelp'),
          optional: t('optional'),
          none: t('fieldNone'),
          language: scope.language,
          gone: t('fieldsGone', { fields: '{fields}' }),
          added: t('fieldsAdded', { fields: '{fields}' }),
          submit: t('submit'),
          pending: t('pending'),
          cc: t('cc'),
          ccHelp: t('ccHelp'),
          ccChoose: t('ccChoose'),
        }}
      />
    </Page>
  );
}
