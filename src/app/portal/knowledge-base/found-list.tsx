import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { Pieces } from '@/app/portal/_knowledge/pieces';
import type { Reader } from '@/knowledge/reader';
import { noteSearch } from '@/knowledge/search/note-search';
import { searchArticles } from '@/knowledge/search/search-articles';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';

/** What a search found, with the words that were looked for marked. */
export async function FoundList({ reader, q }: { reader: Reader; q: string }) {
  const { articles, repaired } = await searchArticles(reader, q);
  after(() => noteSearch(reader, q, articles.length));
  const t = await getTranslations('portal.knowledge');
  if (articles.length === 0) {
    return <EmptyState drawing="search" title={t('noneTitle', { q })} text={t('noneText')} />;
  }
  return (
    <Section title={t('found', { count: articles.length })} flush>
      {repaired.length > 0 && (
        <p className="field-help">{t('repaired', { words: repaired.join(', ') })}</p>
      )}
      <ul className="article-list">
        {articles.map((article) => (
          <li
            key={article.id}
            lang={article.language === reader.language ? undefined : article.language}
          >
            <a href={`/knowledge-base/${article.slug}`} dir="auto">
              <Pieces pieces={article.titlePieces} />
            </a>
            <p dir="auto">
              <Pieces pieces={article.excerptPieces} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
