import { getTranslations } from 'next-intl/server';
import type { TicketReport } from '@/tickets/reports/report-view';
import { Figures } from '@/ui/figures';
import type { SayReport } from './say-report';

/** The period in numbers. */
export async function ReportTotals({
  totals,
  say,
}: {
  totals: TicketReport['totals'];
  say: SayReport;
}) {
  const t = await getTranslations('console.reports');
  const { opened, solved, backlog, rated, satisfied, deflected } = totals;
  const most = (minutes: number | null) =>
    minutes === null ? undefined : t('most', { span: say.span(minutes) });
  return (
    <Figures
      items={[
        { key: 'opened', label: t('opened'), value: say.count(opened) },
        { key: 'solved', label: t('solved'), value: say.count(solved) },
        { key: 'backlog', label: t('backlog'), value: say.count(backlog), note: t('atEnd') },
        {
          key: 'firstResponse',
          label: t('firstResponse'),
          value: say.spanOrNone(totals.firstResponse),
          note: most(totals.firstResponseMost),
        },
        {
          key: 'resolution',
          label: t('resolution'),
          value: say.spanOrNone(totals.resolution),
          note: most(totals.resolutionMost),
        },
        {
          key: 'satisfaction',
          label: t('satisfaction'),
          value: say.share(satisfied, rated),
          note: t('answers', { satisfied, rated }),
        },
        {
          key: 'deflection',
          label: t('deflection'),
          value: say.count(deflected),
          note: t('deflectedShare', { share: say.share(deflected, deflected + opened) }),
        },
      ]}
    />
  );
}
