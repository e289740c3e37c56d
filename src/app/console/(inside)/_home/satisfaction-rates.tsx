import { getTranslations } from 'next-intl/server';
import type { RatingCounts } from '@/tickets/ratings/count-ratings';
import { Facts, Section } from '@/ui/page';

/** The share of answers that were good, lately; nothing where nobody was asked. */
export async function SatisfactionRates({
  counts,
  language,
}: {
  counts: readonly RatingCounts[];
  language: string;
}) {
  if (counts.every(({ asked }) => asked === 0)) return null;
  const t = await getTranslations();
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <Section title={t('console.satisfaction.label')} lead={t('console.satisfaction.lead')}>
      <Facts
        items={counts.map(({ days, asked, rated, satisfied }) => ({
          key: String(days),
          name: t('console.satisfaction.days', { days }),
          value: (
            <>
              <b>
                {rated === 0
                  ? t('console.satisfaction.noRate')
                  : t('console.satisfaction.rate', { rate: percent.format(satisfied / rated) })}
              </b>{' '}
              <span className="text-muted">
                {t('console.satisfaction.answers', { rated, asked })}
              </span>
            </>
          ),
        }))}
      />
    </Section>
  );
}
