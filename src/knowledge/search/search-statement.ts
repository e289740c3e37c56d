import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { locales } from '@/i18n/locales';
import type { Reader } from '@/knowledge/reader';
import { bestTranslation, visibleArticles } from '@/knowledge/visible-articles';

/**
 * How articles are ranked, found with the tuning part of `evals/knowledge` alone. `title` and `body`
 * are what one occurrence of a word weighs there. `foreign`: what a word found in another language
 * than the reader's is worth. `refusal`: the share of a question's weight that an article must
 * answer to be shown at all. `repair`: how alike a misspelt word must be to one that is there.
 * `few`: articles without the word that are counted in besides, so that in a knowledge base of
 * three a word that all of them have is still worth something.
 */
export const ranking = { title: 1, body: 0.35, foreign: 0.6, refusal: 0.3, repair: 0.34, few: 10 };

/**
 * One statement: any of the words may fit (OR), each weighs by how rare it is among what the reader
 * may see (idf), and a word that is nowhere is repaired by its trigrams with one that is, whole or
 * as a part of a compound. Everything that it counts, knows or repairs with is what the reader may
 * see, so that a restricted article leaves no trace in anybody else's answer.
 *
 * An article is looked for in each of its languages and shown in the reader's. `|| ''` takes each
 * vector out of its compressed storage once and not for every word.
 */
export function searchStatement(reader: Reader, words: readonly string[], most: number): SQL {
  const { id: tenantId } = reader.tenant;
  const { title, body, foreign, refusal, repair, few } = ranking;
  const weights = sql`array[${body}, ${body}, ${body}, ${title}]::real[]`;
  return sql`
    with readable as materialized (
      select a.id, t.language, t.search || ''::tsvector as search, t.words
      from articles a join article_translations t on t.tenant_id = a.tenant_id and t.article_id = a.id
      where ${visibleArticles(reader)} and a.state <> 'archived' and t.tenant_id = ${tenantId}),
    asked as materialized (
      select l.language, w.word, x.lexeme, quote_literal(x.lexeme)::tsquery as query
      from unnest(${sql.param([...locales])}::text[]) l(language)
      cross join unnest(${sql.param([...words])}::text[]) w(word)
      cross join lateral unnest(to_tsvector(app.stemmer(l.language), app.folded(w.word))) x
      where exists (select from readable r where r.language = l.language)),
    straight as materialized (
      select q.language, q.lexeme, r.id, ts_rank(${weights}, r.search, q.query) as strength
      from asked q join readable r on r.language = q.language and r.search @@ q.query),
    unknown as materialized (
      select q.language, q.lexeme, q.word from asked q
      where q.language = ${reader.language} and length(q.word) >= 4
        and not exists (select from straight s where s.language = q.language and s.lexeme = q.lexeme)),
    vocabulary as materialized (
      select distinct w.word from readable r, unnest(r.words) w(word)
      where r.language = ${reader.language} and length(w.word) >= 4
        and exists (select from unknown)),
    repaired as materialized (
      select u.language, u.lexeme, v.word as meant, v.likeness, x.lexeme as stem,
        quote_literal(x.lexeme)::tsquery as query
      from unknown u cross join lateral (
        select c.word, c.likeness from (
          select v.word, case
            when length(v.word) >= 5 and (starts_with(u.word, v.word) or right(u.word, length(v.word)) = v.word) then 0.75
            when length(u.word) >= 5 and (starts_with(v.word, u.word) or right(v.word, length(u.word)) = u.word) then 0.75
            when abs(length(v.word) - length(u.word)) <= 2 then similarity(v.word, u.word)
            else 0 end as likeness
          from vocabulary v) c
        where c.likeness >= ${repair}::float8
        order by c.likeness desc, c.word limit 3) v
      cross join lateral unnest(to_tsvector(app.stemmer(u.language), v.word)) x),
    found as (
      select language, lexeme, id, strength, 1 as likeness, lexeme as stem from straight
      union all
      select p.language, p.lexeme, r.id,
        ts_rank(${weights}, r.search, p.query) * p.likeness, p.likeness, p.stem
      from repaired p join readable r on r.language = p.language and r.search @@ p.query),
    best as materialized (
      select language, lexeme, id, max(strength) as strength, max(likeness) as likeness,
        array_agg(distinct stem) as stems
      from found group by language, lexeme, id),
    weighed as materialized (
      select q.language, q.lexeme, ln(1 + (n.total + ${few}::int - count(b.id) + 0.5) / (count(b.id) + 0.5)) as idf
      from (select distinct language, lexeme from asked) q
      join (select language, count(*) as total from readable group by language) n using (language)
      left join best b using (language, lexeme)
      group by q.language, q.lexeme, n.total),
    scored as (
      select b.id, b.language,
        sum(w.idf * b.strength) * case when b.language = ${reader.language} then 1 else ${foreign}::float8 end as score,
        sum(w.idf * b.likeness) / (select sum(idf) from weighed o where o.language = b.language) as coverage
      from best b join weighed w using (language, lexeme)
      group by b.id, b.language),
    chosen as (
      select distinct on (id) id, language, score, coverage from scored
      where coverage >= ${refusal}::float8 order by id, score desc),
    top as (
      select c.*, (select array_agg(distinct s.stem) from best b, unnest(b.stems) s(stem)
        where b.id = c.id and b.language = c.language) as stems
      from chosen c order by c.score desc, c.id limit ${most})
    select c.id, c.score, c.coverage, c.stems, l.slug, l.title, l.language, left(l.body, 8000) as body,
      (select array_agg(distinct p.meant) from repaired p) as repaired, a.updated_at
    from top c join articles a on a.tenant_id = ${tenantId} and a.id = c.id
    cross join lateral (${bestTranslation(reader)}) l
    order by c.score desc, c.id`;
}
