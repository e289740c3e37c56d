import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Contact, Scope } from '@/access/scope';
import { EditFields } from '@/app/_fields/edit-fields';
import type { TicketView } from '@/tickets/ticket-view';
import { Facts } from '@/ui/page';
import { TimeAgo } from '@/ui/time-ago';
import { changeFieldsAction } from './actions';
import { CopyList } from './copy-list';
import { FactsFold } from './facts-fold';
import { TicketDeeds } from './ticket-deeds';

/** What stands beside the conversation; on a phone folded, above it. */
export async function TicketFacts({
  scope,
  ticket,
}: {
  scope: Scope<Contact>;
  ticket: TicketView;
}) {
  const t = await getTranslations('portal.ticket');
  const newTicket = await getTranslations('portal.newTicket');
  const { language: locale, tenant } = scope;
  const time = (at: Date) => <TimeAgo at={at} locale={locale} timeZone={tenant.timeZone} />;
  const name = (person: string) => <bdi>{person}</bdi>;
  return (
    <FactsFold label={t('details')}>
      <Facts
        items={[
          { key: 'requester', name: t('requester'), value: name(ticket.requester.name) },
          { key: 'company', name: t('company'), value: name(ticket.company.name) },
          ...ticket.fields
            .filter(({ key, text }) => text || key === 'technician')
            .map(({ key, label, text }) => ({
              key,
              name: label,
              value: text ? name(text) : t('nobodyYet'),
            })),
          { key: 'opened', name: t('opened'), value: time(ticket.createdAt) },
          { key: 'changed', name: t('changed'), value: time(ticket.updatedAt) },
        ]}
      />
      {ticket.can.changeFields.allowed && ticket.fields.some((field) => field.editable) && (
        <EditFields
          number={ticket.number}
          fields={ticket.fields}
          action={changeFieldsAction}
          words={{
            edit: t('editFields'),
            save: t('saveFields'),
            cancel: t('cancelFields'),
            optional: newTicket('optional'),
            none: newTicket('fieldNone'),
            language: locale,
            gone: newTicket('fieldsGone', { fields: '{fields}' }),
            added: newTicket('fieldsAdded', { fields: '{fields}' }),
          }}
        />
      )}
      <CopyList
        number={ticket.number}
        me={scope.actor.id}
        people={ticket.ccs}
        canChange={ticket.can.cc.allowed}
        words={{
          title: t('copies'),
          none: t('noCopies'),
          choose: t('copyChoose'),
          another: t('copyAnother'),
          nobodyLeft: t('copyNobodyLeft'),
          add: t('copyAdd'),
          leave: t('copyLeave'),
        }}
      />
      <TicketDeeds scope={scope} ticket={ticket} />
    </FactsFold>
  );
}
