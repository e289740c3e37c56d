import { getTranslations } from 'next-intl/server';
import { calloutNames } from '@/app/_knowledge/render-in-language';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { readCategories } from '@/knowledge/categories/read-categories';
import { countVoters } from '@/knowledge/feedback/count-voters';
import { type KeptArticle, readKeptArticle } from '@/knowledge/read-kept-article';
import { readNames } from '@/people/read-names';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Badge, StatusPill } from '@/ui/status-pill';
import { Tabs } from '@/ui/tabs';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import type { Query } from '../../_lists/query-text';
import { queryText } from '../../_lists/query-text';
import { removeTranslationAction } from '../_editor/actions';
import { TextForm } from '../_editor/text-form';
import { ArticleFrame } from '../article-frame';
import { dayIn } from '../article-input';
import { categoryOptions } from '../category-options';
import { stateTones, stateWords } from '../words';
import { DraftNote } from './draft-note';
import { FactsForm } from './facts-form';
import { PublishDeeds } from './publish-deeds';
import { SourceText } from './source-text';

interface ArticleAddress {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: ArticleAddress) {
  const scope = await requireTechnician();
  const { texts } = await orNotFoundPage(readKeptArticle(scope, (await params).id));
  return { title: texts[0]!.title };
}

/** Writes an article in one of its languages, the source beside a translation; then its facts. */
export default async function ArticlePage({ params, searchParams }: ArticleAddress) {
  const scope = await requireTechnician();
  const { id } = await params;
  const [article, categories, waiting] = await orNotFoundPage(
    Promise.all([readKeptArticle(scope, id), readCategories(scope), countVoters(scope, id)]),
  );
  const t = await getTranslations();
  const names = await readNames(scope, article.companyIds);
  const asked = queryText((await searchParams).language);
  const language = locales.find((one) => one === asked) ?? (article.sourceLanguage as Locale);
  const source = article.texts[0]!;
  const text = article.texts.find((one) => one.language === language);
  const draft = article.drafts.find((one) => one.language === language);
  const isTranslation = language !== article.sourceLanguage;
  const path = `/console/knowledge-base/${id}`;
  return (
    <ArticleFrame
      title={source.title}
      meta={
        <StatusPill soft tone={stateTones[article.state]}>
          {t(stateWords[article.state])}
        </StatusPill>
      }
      actions={
        <>
          {article.isOut && (
            <ButtonLink href={`/knowledge-base/${(text ?? source).slug}`} target="_blank">
              {t('console.knowledge.view')}
            </ButtonLink>
          )}
          {text && (
            <ButtonLink href={`${path}/versions?language=${language}`}>
              {t('console.knowledge.versions')}
            </ButtonLink>
          )}
        </>
      }
    >
      <PublishDeeds
        id={id}
        state={article.state}
        publishAt={article.publishAt?.toISOString() ?? null}
        isOut={article.isOut}
        waiting={waiting.improved}
      />
      <Tabs
        label={t('console.knowledge.languages')}
        items={tabsOf(article, language, path, t('console.knowledge.outdated'))}
      />
      {text?.isOutdated && <Notice tone="warning">{t('console.knowledge.outdatedText')}</Notice>}
      <div className={isTranslation ? 'grid items-start gap-6 xl:grid-cols-2' : undefined}>
        {isTranslation && <SourceText text={source} since={text?.sourceVersion ?? null} id={id} />}
        <div className="grid gap-4">
          {draft && <DraftNote draft={draft} text={text} />}
          <TextForm
            key={language}
            articleId={id}
            language={language}
            given={{
              title: (draft ?? text)?.title ?? '',
              body: (draft ?? text)?.body ?? '',
              version: text?.version ?? 0,
              revision: draft?.revision ?? 0,
            }}
            isOut={article.state === 'published' || article.state === 'scheduled'}
            isTranslation={isTranslation}
            isOutdated={text?.isOutdated ?? false}
            sourceVersion={source.version}
            waiting={article.state === 'published' ? (waiting[language] ?? 0) : 0}
            callouts={await calloutNames(language)}
            readerId={scope.actor.id}
          />
          {isTranslation && text && (
            <ConfirmDeed
              action={removeTranslationAction}
              fields={{ id, language }}
              button={t('console.knowledge.removeTranslation')}
              title={t('console.knowledge.removeTitle', { language: localeNames[language] })}
              text={t('console.knowledge.removeText')}
            />
          )}
        </div>
      </div>
      <FactsForm
        id={id}
        categoryId={article.categoryId ?? ''}
        categories={categoryOptions(categories, t('console.knowledge.noCategory'))}
        audience={article.audience}
        companies={article.companyIds.map((one) => ({ id: one, name: names.get(one) ?? one }))}
        reviewAt={dayIn(scope.tenant.timeZone, article.reviewAt)}
      />
    </ArticleFrame>
  );
}

function tabsOf({ texts }: KeptArticle, language: string, path: string, outdated: string) {
  const written = new Map(texts.map((text) => [text.language, text]));
  const order = [...new Set([...written.keys(), ...locales])] as Locale[];
  return order.map((one) => {
    const text = written.get(one);
    return {
      href: `${path}?language=${one}`,
      label: localeNames[one],
      badge: text?.isOutdated ? (
        <Badge tone="warning">{outdated}</Badge>
      ) : text ? undefined : (
        <Badge>+</Badge>
      ),
      current: one === language,
    };
  });
}
