import './knowledge.css';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { CategoryDefinition } from '@/knowledge/categories/read-categories';
import type { KeptArticleLine } from '@/knowledge/read-kept-articles';
import { clock } from '@/platform/clock';
import { Badge, StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { audienceWords, stateTones, stateWords } from './words';

/** Articles with their state, readers, languages and what they need. */
export async function ArticleRows({
  rows,
  categories,
  language,
}: {
  rows: readonly KeptArticleLine[];
  categories: readonly CategoryDefinition[];
  language: string;
}) {
  const t = await getTranslations();
  const format = await getFormatter();
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' });
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/console/knowledge-base/${row.id}`} className="row article-row">
            <span className="row-main">
              <span className="row-title block" dir="auto">
                {row.title}
              </span>
              <span className="row-note block">
                {[
                  row.categoryId ? names.get(row.categoryId) : t('console.knowledge.noCategory'),
                  t(audienceWords[row.audience]),
                  row.publishAt &&
                    t('console.knowledge.publishedFrom', { day: day(row.publishAt) }),
                  row.reviewAt && t('console.knowledge.reviewOn', { day: day(row.reviewAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-2">
              {row.reviewAt && row.reviewAt <= clock.now() && (
                <Badge tone="warning">{t('console.knowledge.reviewDue')}</Badge>
              )}
              {row.hasDraft && <Badge tone="info">{t('console.knowledge.draft.badge')}</Badge>}
              {row.languages.map((one) => (
                <Badge key={one.language} tone={one.isOutdated ? 'warning' : 'neutral'}>
                  {one.isOutdated
                    ? `${one.language.toUpperCase()} · ${t('console.knowledge.outdated')}`
                    : one.language.toUpperCase()}
                </Badge>
              ))}
              <StatusPill soft tone={stateTones[row.state]}>
                {t(stateWords[row.state])}
              </StatusPill>
              <span className="row-note">
                <TimeAgo at={row.updatedAt} locale={language} short />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
