import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { Archive } from '@/knowledge/import/archive';
import type {
  ArchivedArticle,
  ArchivedKnowledge,
  ArchivedText,
} from '@/knowledge/import/archive-articles';
import { archiveLimits } from '@/knowledge/import/archive-limits';
import { decodeText } from '@/knowledge/import/decode-text';
import { fitText } from '@/knowledge/import/fit-text';
import { readFrontMatter } from '@/knowledge/import/front-matter';
import type { Manifest } from '@/knowledge/import/own-format';

/** Our own export as articles: the manifest says what they are, the files what they say. */
export async function readOwnExport(
  archive: Archive,
  manifest: Manifest,
  /** The folder that the whole lies in. */
  top = '',
): Promise<ArchivedKnowledge> {
  const skipped: ArchivedKnowledge['skipped'] = [];
  const articles: ArchivedArticle[] = [];
  for (const { id, state, texts, drafts, reviewAt, ...facts } of manifest.articles) {
    await others();
    const read = await readTexts(texts);
    if (read.length === 0) continue;
    const hasSource = read.some(({ language }) => language === facts.sourceLanguage);
    articles.push({
      ...facts,
      sourceLanguage: hasSource ? facts.sourceLanguage : read[0]!.language,
      key: id,
      wasPublished: state === 'published',
      ...(reviewAt && { reviewAt }),
      texts: read,
      drafts: await readTexts(drafts),
      notices: [],
    });
  }
  return { source: 'servicedesk', articles, skipped, categories: manifest.categories };

  async function readTexts(texts: readonly ManifestText[]): Promise<ArchivedText[]> {
    const read: ArchivedText[] = [];
    for (const text of texts) {
      const path = top + text.path;
      const body = await bodyOf(archive, path);
      const fit = body === undefined ? 'noText' : fitText(text.title, body, true);
      if (typeof fit === 'string') skipped.push({ path, reason: fit });
      else read.push({ ...text, path, title: fit.title, body: fit.body });
    }
    return read;
  }
}

type ManifestText = Pick<ArchivedText, 'language' | 'title' | 'path' | 'slug' | 'isOutdated'>;

async function bodyOf(archive: Archive, path: string): Promise<string | undefined> {
  const size = archive.files.get(path);
  if (size === undefined || size > archiveLimits.text) return undefined;
  const text = decodeText(await archive.read(path, archiveLimits.text));
  return text === undefined ? undefined : readFrontMatter(text).body.replace(/^\n/, '').trimEnd();
}
