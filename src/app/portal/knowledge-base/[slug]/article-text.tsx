import { getTranslations } from 'next-intl/server';
import { renderInLanguage } from '@/app/_knowledge/render-in-language';
import { RichText } from '@/app/_knowledge/rich-text';
import type { ArticleView } from '@/knowledge/article-view';

/** From so many headings on, the contents stand beside the text. */
const fewestHeadings = 3;

/** The text of an article, and its contents where it is long. */
export async function ArticleText({ article, lang }: { article: ArticleView; lang?: string }) {
  const { html, headings } = await renderInLanguage(article.body, article.language);
  const t = await getTranslations('portal.knowledge');
  return (
    <div className="article-body">
      {headings.length >= fewestHeadings && (
        <nav aria-label={t('contents')} className="article-contents">
          <p>{t('contents')}</p>
          <ol>
            {headings.map(({ id, level, text }) => (
              <li key={id} className={level > 2 ? 'article-contents-below' : undefined}>
                <a href={`#${id}`} dir="auto" lang={lang}>
                  {text}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <RichText html={html} lang={lang} />
    </div>
  );
}
