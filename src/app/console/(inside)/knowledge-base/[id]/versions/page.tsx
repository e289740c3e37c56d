import { getTranslations } from 'next-intl/server';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { compareVersions, readVersions } from '@/knowledge/read-versions';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { type Query, queryText } from '../../../_lists/query-text';
import { restoreVersionAction } from '../../_editor/actions';
import { ArticleFrame } from '../../article-frame';
import { ComparedText } from './compared-text';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.knowledge.versions') };
}

/** What an article has said in one language: each version compared with the one before it. */
export default async function VersionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Query;
}) {
  const scope = await requireTechnician();
  const { id } = await params;
  const query = await searchParams;
  const article = await orNotFoundPage(readKeptArticle(scope, id));
  const asked = queryText(query.language);
  const language = locales.find((one) => one === asked) ?? (article.sourceLanguage as Locale);
  const versions = await orNotFoundPage(readVersions(scope, id, language));
  const newest = versions[0]!.version;
  const to = Number(queryText(query.to)) || newest;
  const from = Number(queryText(query.from)) || Math.max(1, to - 1);
  const comparison = await orNotFoundPage(compareVersions(scope, { id, language, from, to }));
  const t = await getTranslations();
  const path = `/console/knowledge-base/${id}`;
  return (
    <ArticleFrame
      title={t('console.knowledge.versionsIn', { language: localeNames[language] })}
      steps={[{ label: article.texts[0]!.title, href: `${path}?language=${language}` }]}
    >
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <ComparedText comparison={comparison} language={language} />
        <ol className="rows xl:order-last" aria-label={t('console.knowledge.versions')}>
          {versions.map((one) => (
            <li key={one.version} className="row">
              <span className="row-main">
                <a
                  className="link"
                  href={`${path}/versions?language=${language}&to=${one.version}`}
                  aria-current={one.version === to ? 'true' : undefined}
                >
                  {t('console.knowledge.version', { version: one.version })}
                </a>
                <span className="row-note block" dir="auto">
                  {one.authorName} <TimeAgo at={one.createdAt} locale={scope.language} />
                  {one.restoredFrom &&
                    ` · ${t('console.knowledge.restoredFrom', { version: one.restoredFrom })}`}
                </span>
              </span>
              {one.version !== newest && (
                <ConfirmDeed
                  size="sm"
                  variant="primary"
                  action={restoreVersionAction}
                  fields={{ id, language, version: String(one.version) }}
                  button={t('console.knowledge.restore')}
                  title={t('console.knowledge.restoreTitle', { version: one.version })}
                  text={t('console.knowledge.restoreText')}
                />
              )}
            </li>
          ))}
        </ol>
      </div>
    </ArticleFrame>
  );
}
