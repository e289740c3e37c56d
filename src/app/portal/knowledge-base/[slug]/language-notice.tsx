import { getTranslations } from 'next-intl/server';
import { type Locale, localeNames } from '@/i18n/locales';
import type { ArticleView } from '@/knowledge/article-view';
import { Notice } from '@/ui/notice';

/** Says honestly that this isn't the reader's language, or that the translation lags behind. */
export async function LanguageNotice({
  article,
  language,
}: {
  article: ArticleView;
  /** Of the reader. */
  language: string;
}) {
  const t = await getTranslations('portal.knowledge');
  const nameOf = (one: string) => localeNames[one as Locale] ?? one;
  const own = article.others.find((other) => other.language === language);
  const isForeign = article.language !== language;
  return (
    <>
      {isForeign && own && (
        <Notice>
          <a href={`/knowledge-base/${own.slug}`} className="link">
            {t('alsoIn', { language: nameOf(language) })}
          </a>
        </Notice>
      )}
      {isForeign && !own && (
        <Notice>
          {t('notTranslated', { wanted: nameOf(language), shown: nameOf(article.language) })}
        </Notice>
      )}
      {article.isOutdated && <Notice tone="warning">{t('outdated')}</Notice>}
    </>
  );
}
