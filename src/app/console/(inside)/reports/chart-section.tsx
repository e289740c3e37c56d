import { getTranslations } from 'next-intl/server';
import { BarChart } from '@/ui/charts/bar-chart';
import type { ChartSeries } from '@/ui/charts/chart-series';
import { LineChart } from '@/ui/charts/line-chart';
import { roundSpan, roundUp } from '@/ui/format-span';
import { Section } from '@/ui/page';
import { Table, Td, Th } from '@/ui/table';
import type { SayReport } from './say-report';

/** A chart with the same in a table beneath it. */
export async function ChartSection({
  title,
  lead,
  kind,
  of,
  starts,
  series,
  say,
}: {
  title: string;
  lead?: string;
  kind: 'bars' | 'lines';
  /** What its values are. */
  of: 'counts' | 'spans';
  /** The first day of each step. */
  starts: readonly string[];
  series: readonly ChartSeries[];
  say: SayReport;
}) {
  const t = await getTranslations('console.reports');
  const isEmpty = series.every(({ values }) => values.every((value) => !value));
  if (isEmpty) {
    return (
      <Section title={title} lead={lead}>
        <p className="text-muted">{t('nothing')}</p>
      </Section>
    );
  }
  const Chart = kind === 'bars' ? BarChart : LineChart;
  const format = of === 'spans' ? say.span : say.count;
  const steps = starts.map(say.step);
  const names = series.map(({ name }) => name).join(', ');
  return (
    <Section title={title} lead={lead}>
      <Chart
        title={title}
        description={t('described', { names, from: steps[0]!, to: steps.at(-1)! })}
        steps={steps}
        series={series}
        format={format}
        top={of === 'spans' ? roundSpan : roundUp}
      />
      <details className="chart-table mt-3">
        <summary>{t('asTable')}</summary>
        <Table
          label={title}
          head={
            <>
              <Th>{t('step')}</Th>
              {series.map(({ name }) => (
                <Th key={name} end>
                  {name}
                </Th>
              ))}
            </>
          }
        >
          {starts.map((start, at) => (
            <tr key={start}>
              <Td>{steps[at]}</Td>
              {series.map(({ name, values }) => (
                <Td key={name} end>
                  {values[at] === null ? '–' : format(values[at]!)}
                </Td>
              ))}
            </tr>
          ))}
        </Table>
      </details>
    </Section>
  );
}
