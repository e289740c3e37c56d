import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { CSSProperties } from 'react';
import type { ReportRow } from '@/tickets/reports/report-view';
import { ButtonLink } from '@/ui/button';
import { Section } from '@/ui/page';
import { Table, Td, Th } from '@/ui/table';
import type { SayReport } from './say-report';

/** The same figures by company or by technician; a bar says how the first one's compare. */
export async function RowsSection({
  title,
  rows,
  say,
  hrefOf,
  file,
}: {
  title: string;
  rows: readonly ReportRow[];
  say: SayReport;
  /** Where the reports of this one alone are. */
  hrefOf: (id: string) => string;
  /** The address of the CSV. */
  file: string;
}) {
  const t = await getTranslations('console.reports');
  const most = Math.max(1, ...rows.map(({ opened }) => opened));
  return (
    <Section
      title={title}
      flush={rows.length > 0}
      actions={
        <ButtonLink size="sm" href={file} download>
          {t('asCsv')}
        </ButtonLink>
      }
    >
      {rows.length === 0 ? (
        <p className="text-muted">{t('nothing')}</p>
      ) : (
        <Table
          label={title}
          head={
            <>
              <Th>{t('name')}</Th>
              <Th end>{t('opened')}</Th>
              <Th aria-hidden />
              <Th end>{t('solved')}</Th>
              <Th end>{t('open')}</Th>
              <Th end>{t('firstResponse')}</Th>
              <Th end>{t('resolution')}</Th>
              <Th end>{t('satisfaction')}</Th>
            </>
          }
        >
          {rows.map((row) => (
            <tr key={row.id}>
              <Td dir="auto">
                <Link href={hrefOf(row.id)} className="link">
                  {row.name}
                </Link>
              </Td>
              <Td end>{say.count(row.opened)}</Td>
              <Td aria-hidden>
                <span
                  className="chart-bar"
                  style={{ '--share': `${(row.opened / most) * 100}%` } as CSSProperties}
                />
              </Td>
              <Td end>{say.count(row.solved)}</Td>
              <Td end>{say.count(row.open)}</Td>
              <Td end>{say.spanOrNone(row.firstResponse)}</Td>
              <Td end>{say.spanOrNone(row.resolution)}</Td>
              <Td end>{say.share(row.satisfied, row.rated)}</Td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
