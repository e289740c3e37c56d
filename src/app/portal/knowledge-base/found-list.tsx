import { getTranslations } from 'next-intl/server';
import type { Reader } from '@/knowledge/reader';
import type { Piece } from '@/knowledge/search/highlight';
import { searchArticles } from '@/knowledge/search/search-articles';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';

/** What a search found, with the words that were looked for marked. */
export async function FoundList({ reader, q }: { reader: Reader; q: string }) {
  const { articles } = await searchArticles(reader, q);
  const t = await getTranslations('portal.knowledge');
  if (articles.length === 0) {
    return <EmptyState drawing="search" title={t('noneTitle', { q })} text={t('noneText')} />;
  }
  return (
    <Section title={t('found', { count: articles.length })} flush>
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

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, isHit }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
    isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
