import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { figureDays, readKnowledgeFigures } from '@/knowledge/feedback/read-figures';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Figures } from '@/ui/figures';
import { Section } from '@/ui/page';
import { Table, Td, Th } from '@/ui/table';
import { ArticleFrame } from '../article-frame';

const path = '/console/knowledge-base';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.figures.title') };
}

/** How well the articles help: what readers say of them, and the tickets that they made needless. */
export default async function FiguresPage() {
  const scope = await requireTechnician();
  const { yes, no, open, deflected, articles } = await readKnowledgeFigures(scope);
  const t = await getTranslations('console.figures');
  const all = await getTranslations('console');
  const percent = new Intl.NumberFormat(scope.language, { style: 'percent' });
  const rate = (good: number, bad: number) =>
    good + bad === 0 ? '–' : percent.format(good / (good + bad));
  return (
    <ArticleFrame
      title={t('title')}
      lead={t('lead', { days: figureDays })}
      actions={<ButtonLink href={`${path}/searches`}>{all('searches.title')}</ButtonLink>}
    >
      <Figures
        items={[
          {
            key: 'rate',
            label: t('rate'),
            value: rate(yes, no),
            note: t('votes', { count: yes + no }),
          },
          { key: 'deflected', label: t('deflected'), value: deflected },
          {
            key: 'open',
            label: t('open'),
            value: (
              <Link href={`${path}/feedback`} className="link">
                {open}
              </Link>
            ),
          },
        ]}
      />
      {articles.length === 0 ? (
        <EmptyState drawing="search" title={t('none')} text={t('noneText')} />
      ) : (
        <Section title={t('articles')} lead={t('articlesLead')} flush>
          <Table
            label={t('articles')}
            head={
              <>
                <Th>{t('article')}</Th>
                <Th end>{t('rate')}</Th>
                <Th end>{t('yes')}</Th>
                <Th end>{t('no')}</Th>
                <Th end>{t('open')}</Th>
                <Th end>{t('deflected')}</Th>
              </>
            }
          >
            {articles.map((one) => (
              <tr key={one.id}>
                <Td className="min-w-44 font-medium" dir="auto">
                  <Link href={`${path}/${one.id}`} className="link">
                    {one.title}
                  </Link>
                </Td>
                <Td end>{rate(one.yes, one.no)}</Td>
                <Td end>{one.yes}</Td>
                <Td end>{one.no}</Td>
                <Td end>
                  {one.open === 0 ? (
                    one.open
                  ) : (
                    <Link href={`${path}/feedback?article=${one.id}`} className="link">
                      {one.open}
                    </Link>
                  )}
                </Td>
                <Td end>{one.deflected}</Td>
              </tr>
            ))}
          </Table>
        </Section>
      )}
    </ArticleFrame>
  );
}
