import type { ArticleLine } from '@/knowledge/article-view';

/** Articles with their first words; a title in another language says so to screen readers. */
export function ArticleList({
  articles,
  language,
}: {
  articles: readonly ArticleLine[];
  /** Of the reader. */
  language: string;
}) {
  return (
    <ul className="article-list">
      {articles.map((article) => {
        const lang = article.language === language ? undefined : article.language;
        return (
          <li key={article.id} lang={lang}>
            <a href={`/knowledge-base/${article.slug}`} dir="auto">
              {article.title}
            </a>
            {article.excerpt && <p dir="auto">{article.excerpt}</p>}
          </li>
        );
      })}
    </ul>
  );
}
