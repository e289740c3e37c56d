import { getTranslations } from 'next-intl/server';
import type { ReportBucket } from '@/tickets/reports/report-view';
import { ChartSection } from './chart-section';
import type { SayReport } from './say-report';

/** How it went, chart by chart. */
export async function ReportCharts({
  buckets,
  say,
  withDeflection,
}: {
  buckets: readonly ReportBucket[];
  say: SayReport;
  /** What articles made needless has no technician. */
  withDeflection: boolean;
}) {
  const t = await getTranslations('console.reports');
  const starts = buckets.map(({ start }) => start);
  const shared = { starts, say };
  const counted = (name: string, of: 'opened' | 'solved' | 'backlog' | 'rated') => ({
    name,
    values: buckets.map((one) => one[of]),
  });
  const bars = { ...shared, kind: 'bars', of: 'counts' } as const;
  const spans = { ...shared, kind: 'lines', of: 'spans' } as const;
  return (
    <>
      <ChartSection
        {...bars}
        title={t('volume')}
        series={[counted(t('opened'), 'opened'), counted(t('solved'), 'solved')]}
      />
      <ChartSection
        {...shared}
        kind="lines"
        of="counts"
        title={t('backlog')}
        lead={t('backlogLead')}
        series={[counted(t('backlog'), 'backlog')]}
      />
      <ChartSection
        {...spans}
        title={t('firstResponse')}
        lead={t('spanLead')}
        series={[
          { name: t('half'), values: buckets.map((one) => one.firstResponse) },
          { name: t('mostOf'), values: buckets.map((one) => one.firstResponseMost) },
        ]}
      />
      <ChartSection
        {...spans}
        title={t('resolution')}
        lead={t('spanLead')}
        series={[
          { name: t('half'), values: buckets.map((one) => one.resolution) },
          { name: t('mostOf'), values: buckets.map((one) => one.resolutionMost) },
        ]}
      />
      <ChartSection
        {...bars}
        title={t('satisfaction')}
        lead={t('satisfactionLead')}
        series={[
          { name: t('satisfied'), values: buckets.map((one) => one.satisfied) },
          counted(t('rated'), 'rated'),
        ]}
      />
      {withDeflection && (
        <ChartSection
          {...bars}
          title={t('deflection')}
          lead={t('deflectionLead')}
          series={[{ name: t('deflection'), values: buckets.map((one) => one.deflected) }]}
        />
      )}
    </>
  );
}
