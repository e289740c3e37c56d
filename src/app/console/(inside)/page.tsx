import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readCompanies } from '@/people/read-companies';
import { readContacts } from '@/people/read-contacts';
import { requireTechnician } from '@/session/require-person';
import { countRatings } from '@/tickets/ratings/count-ratings';
import { readTicketList } from '@/tickets/read-ticket-list';
import { Page, PageHeader } from '@/ui/page';
import { CertificateBanner } from '../_shell/certificate-banner';
import { FirstSteps } from './_home/first-steps';
import { SatisfactionRates } from './_home/satisfaction-rates';
import { WaitingList } from './_home/waiting-list';
import { LiveConsole } from './tickets/_queue/live-console';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.nav.home') };
}

/** What waits: for nobody in particular, for the reader, and for the longest. */
export default async function ConsoleHome() {
  const scope = await requireTechnician();
  const limit = 6;
  const [unassigned, mine, oldest, anyTicket, companies, contacts, ratings] = await Promise.all([
    readTicketList(scope, { view: 'unassigned', status: 'active', limit }),
    readTicketList(scope, { view: 'assignedToMe', status: 'active', limit }),
    readTicketList(scope, { view: 'all', status: 'open', direction: 'asc', limit }),
    readTicketList(scope, { view: 'all', limit: 1 }),
    readCompanies(scope, { limit: 1 }),
    readContacts(scope, { limit: 1 }),
    countRatings(scope),
  ]);
  const t = await getTranslations();
  const { timeZone } = scope.tenant;
  return (
    <>
      {scope.actor.role === 'admin' && <CertificateBanner scope={scope} />}
      <Page>
        <LiveConsole />
        <PageHeader title={t('console.home.title')} lead={t('console.home.lead')} />
        <FirstSteps
          hasCompany={companies.rows.length > 0}
          hasContact={contacts.rows.length > 0}
          hasTicket={anyTicket.rows.length > 0}
        />
        <WaitingList
          title={t('console.views.mine')}
          lead={t('console.home.mineLead')}
          empty={t('console.home.mineNone')}
          href="/console/tickets?view=mine"
          rows={mine.rows}
          timeZone={timeZone}
        />
        <WaitingList
          title={t('console.views.unassigned')}
          lead={t('console.home.unassignedLead')}
          empty={t('console.home.unassignedNone')}
          href="/console/tickets?view=unassigned"
          rows={unassigned.rows}
          timeZone={timeZone}
        />
        <WaitingList
          title={t('console.home.longest')}
          lead={t('console.home.longestLead')}
          empty={t('console.home.longestNone')}
          href="/console/tickets?view=all&status=open&direction=asc"
          rows={oldest.rows}
          timeZone={timeZone}
        />
        <SatisfactionRates counts={ratings} language={scope.language} />
      </Page>
    </>
  );
}
