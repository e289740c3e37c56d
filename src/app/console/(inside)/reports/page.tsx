import { getTranslations } from 'next-intl/server';
import { readNames } from '@/people/read-names';
import { requireTechnician } from '@/session/require-person';
import { readReportRows } from '@/tickets/reports/read-report-rows';
import { readTicketReport } from '@/tickets/reports/read-ticket-report';
import { ButtonLink } from '@/ui/button';
import { Page, PageHeader } from '@/ui/page';
import { type Query, withQuery } from '../_lists/query-text';
import { optionsWith } from './options-with';
import { ReportCharts } from './report-charts';
import { ReportFilters } from './report-filters';
import { reportQuery } from './report-query';
import { ReportTotals } from './report-totals';
import { RowsSection } from './rows-section';
import { sayReport } from './say-report';

const path = '/console/reports';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.reports.title') };
}

/** How the desk is doing. Each table by whom compares all of them, whoever else is chosen. */
export default async function ReportsPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const { texts, wanted } = reportQuery(await searchParams);
  const { companyId, technicianId, ...whenever } = wanted;
  const [{ period, totals, buckets }, companies, technicians] = await Promise.all([
    readTicketReport(scope, wanted),
    readReportRows(scope, 'companies', { ...whenever, technicianId }),
    readReportRows(scope, 'technicians', { ...whenever, companyId }),
  ]);
  const isListed = (id: string) =>
    [...companies.rows, ...technicians.rows].some((row) => row.id === id);
  const chosen = [companyId, technicianId].filter((id) => id !== undefined);
  const names = await readNames(
    scope,
    chosen.filter((id) => !isListed(id)),
  );
  const t = await getTranslations('console.reports');
  const nameOf = (id: string) => names.get(id) ?? t('gone');
  const say = sayReport(scope.language, period);
  const link = (more: Partial<typeof texts>) => withQuery(path, { ...texts, ...more });
  const file = (of: string, more: Partial<typeof texts> = {}) =>
    withQuery(`${path}/export/${of}`, { ...texts, ...more });
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead', {
          from: say.day(period.from),
          to: say.day(period.to),
          zone: scope.tenant.timeZone,
        })}
        actions={
          <ButtonLink href={file('tickets')} download>
            {t('asCsv')}
          </ButtonLink>
        }
      />
      <ReportFilters
        isCustom={texts.range === 'custom'}
        companies={optionsWith(companies.rows, companyId, nameOf)}
        technicians={optionsWith(technicians.rows, technicianId, nameOf)}
      />
      <ReportTotals totals={totals} say={say} />
      <ReportCharts buckets={buckets} say={say} withDeflection={!technicianId} />
      <RowsSection
        title={t('byCompany')}
        rows={companies.rows}
        say={say}
        hrefOf={(id) => link({ companyId: id })}
        file={file('companies', { companyId: undefined })}
      />
      <RowsSection
        title={t('byTechnician')}
        rows={technicians.rows}
        say={say}
        hrefOf={(id) => link({ technicianId: id })}
        file={file('technicians', { technicianId: undefined })}
      />
    </Page>
  );
}
