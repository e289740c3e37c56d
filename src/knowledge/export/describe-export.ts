import type { Manifest } from '@/knowledge/import/own-format';
import type { ExportedKnowledge } from './read-export';

type Names = Record<string, string>;

/**
 * The manifest of an export: what each file of it is. Every text lies in the folder of its category
 * under its slug and its language, and what is being written beside it below `drafts`, so that the folder says something to other programs too. Pure.
 */
export function describeExport({
  categories,
  rows,
  texts,
  drafts,
  readers,
}: ExportedKnowledge): Manifest {
  const byId = new Map(categories.map((one) => [one.id, one]));
  const pathTo = (id: string | null): Names[] => {
    const path: Names[] = [];
    for (let at = id; at; ) {
      const category = byId.get(at);
      if (category) path.unshift(category.names);
      at = category?.parentId ?? null;
    }
    return path;
  };
  const textsOf = Map.groupBy(texts, ({ articleId }) => articleId);
  const draftsOf = Map.groupBy(drafts, ({ articleId }) => articleId);
  const readersOf = Map.groupBy(readers, ({ articleId }) => articleId);
  const described = rows.flatMap((row) => {
    const written = textsOf.get(row.id) ?? [];
    const source = written.find(({ language }) => language === row.sourceLanguage);
    if (!source) return [];
    const path = pathTo(row.categoryId);
    const folder = path.map((names) =>
      folderName(names[row.sourceLanguage] ?? Object.values(names)[0]),
    );
    return {
      id: row.id,
      state: row.state,
      audience: row.audience,
      companies: (readersOf.get(row.id) ?? []).map(({ name }) => name).sort(),
      categories: path,
      sourceLanguage: row.sourceLanguage,
      reviewAt: row.reviewAt?.toISOString() ?? null,
      texts: written.map(({ language, title, slug, sourceVersion }) => ({
        language,
        title,
        slug,
        path: ['articles', ...folder, `${slug}.${language}.md`].join('/'),
        isOutdated: sourceVersion !== null && sourceVersion < source.version,
      })),
      drafts: (draftsOf.get(row.id) ?? []).map(({ language, title }) => ({
        language,
        title,
        path: ['drafts', ...folder, `${source.slug}.${language}.md`].join('/'),
      })),
    };
  });
  return {
    format: 'servicedesk-knowledge-base',
    version: 1,
    categories: inTreeOrder(categories, null).map(({ id }) => pathTo(id)),
    articles: described,
  } as Manifest;
}

/** Each before what is below it. */
function inTreeOrder<Row extends { id: string; parentId: string | null }>(
  rows: readonly Row[],
  parentId: string | null,
): Row[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .flatMap((row) => [row, ...inTreeOrder(rows, row.id)]);
}

/** A name that every file system takes. */
function folderName(name = ''): string {
  const fitting = name
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, '-')
    .slice(0, 60)
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return fitting || 'category';
}
