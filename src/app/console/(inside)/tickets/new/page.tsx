import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readContact } from '@/people/read-contact';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readNewTicketForm } from '@/tickets/fields/read-new-ticket-form';
import { ticketNumber } from '@/tickets/input-shapes';
import { readAssignees } from '@/tickets/read-assignees';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { first, type PageInput } from '../../../_shell/page-input';
import { NewTicketForm } from './new-ticket-form';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.tickets.new') };
}

/** On behalf of a contact; `?contact=` names them already, `?followUp=` the closed ticket before. */
export default async function NewTicketPage({ searchParams }: PageInput) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const contactId = first(query.contact);
  const followUpOf = ticketNumber.safeParse(first(query.followUp)).data;
  const [technicians, { fields }, contact] = await orNotFoundPage(
    Promise.all([
      readAssignees(scope),
      readNewTicketForm(scope),
      contactId ? readContact(scope, contactId) : undefined,
    ]),
  );
  const t = await getTranslations();
  return (
    <Page width="narrow">
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.nav.breadcrumb')}
            steps={[
              { label: t('console.nav.tickets'), href: '/console/tickets' },
              { label: t('console.tickets.new') },
            ]}
          />
        }
        title={t('console.tickets.new')}
        lead={
          followUpOf
            ? t('console.newTicket.followUp', { number: String(followUpOf) })
            : t('console.newTicket.lead')
        }
      />
      <NewTicketForm
        me={scope.actor.id}
        technicians={technicians.map(({ id, name }) => ({ value: id, label: name }))}
        fields={fields}
        followUpOf={followUpOf}
        requester={contact && { id: contact.id, name: contact.name, company: contact.company.name }}
      />
    </Page>
  );
}
