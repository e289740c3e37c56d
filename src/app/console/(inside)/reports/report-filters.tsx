import { getTranslations } from 'next-intl/server';
import { type ReportUnit, reportRanges, reportUnits } from '@/tickets/reports/report-period';
import { Toolbar } from '@/ui/page';
import type { SelectOption } from '@/ui/select';
import { FilterDate } from '../_lists/filter-date';
import { FilterSelect } from '../_lists/filter-select';
import { rangeWords } from './report-query';

const usual = '30d';
const unitWords = {
  day: 'console.reports.unit.day',
  week: 'console.reports.unit.week',
  month: 'console.reports.unit.month',
} as const satisfies Record<ReportUnit, string>;

/** Which days the reports are about, in which pieces, and whose. */
export async function ReportFilters({
  isCustom,
  companies,
  technicians,
}: {
  isCustom: boolean;
  companies: readonly SelectOption[];
  technicians: readonly SelectOption[];
}) {
  const t = await getTranslations();
  return (
    <Toolbar label={t('console.reports.filters')}>
      <FilterSelect
        name="range"
        label={t('console.reports.rangeLabel')}
        options={reportRanges.map((range) => ({
          value: range === usual ? '' : range,
          label: t(rangeWords[range]),
        }))}
      />
      {isCustom && (
        <>
          <FilterDate name="from" label={t('console.reports.from')} />
          <FilterDate name="to" label={t('console.reports.to')} />
        </>
      )}
      <FilterSelect
        name="unit"
        label={t('console.reports.unitLabel')}
        options={[
          { value: '', label: t('console.reports.unit.fitting') },
          ...reportUnits.map((unit) => ({ value: unit, label: t(unitWords[unit]) })),
        ]}
      />
      <FilterSelect
        name="companyId"
        label={t('console.reports.company')}
        options={[{ value: '', label: t('console.reports.anyCompany') }, ...companies]}
      />
      <FilterSelect
        name="technicianId"
        label={t('console.reports.technician')}
        options={[{ value: '', label: t('console.reports.anyTechnician') }, ...technicians]}
      />
    </Toolbar>
  );
}
