import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Contact, Scope } from '@/access/scope';
import type { TicketView } from '@/tickets/ticket-view';
import { Facts } from '@/ui/page';
import { TimeAgo } from '@/ui/time-ago';
import { CopyList } from './copy-list';
import { FactsFold } from './facts-fold';
import { TicketDeeds } from './ticket-deeds';

const priorityKeys = {
  low: 'tickets.priority.low',
  normal: 'tickets.priority.normal',
  high: 'tickets.priority.high',
  urgent: 'tickets.priority.urgent',
} as const;

/** What stands beside the conversation; on a phone folded, above it. */
export async function TicketFacts({
  scope,
  ticket,
}: {
  scope: Scope<Contact>;
  ticket: TicketView;
}) {
  const t = await getTranslations('portal.ticket');
  const all = await getTranslations();
  const { language: locale, tenant } = scope;
  const time = (at: Date) => <TimeAgo at={at} locale={locale} timeZone={tenant.timeZone} />;
  const name = (person: string) => <bdi>{person}</bdi>;
  return (
    <FactsFold label={t('details')}>
      <Facts
        items={[
          { key: 'requester', name: t('requester'), value: name(ticket.requester.name) },
          { key: 'company', name: t('company'), value: name(ticket.company.name) },
          {
            key: 'assignee',
            name: t('assignee'),
            value: ticket.assignee ? name(ticket.assignee.name) : t('nobodyYet'),
          },
          { key: 'priority', name: t('priority'), value: all(priorityKeys[ticket.priority]) },
          { key: 'opened', name: t('opened'), value: time(ticket.createdAt) },
          { key: 'changed', name: t('changed'), value: time(ticket.updatedAt) },
        ]}
      />
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
      <TicketDeeds ticket={ticket} />
    </FactsFold>
  );
}
