import 'server-only';
import type { Scope } from '@/access/scope';
import type { ToldProgress } from '@/people/judge-lines';
import { Refusal } from '@/platform/errors';
import type { Archive } from './archive';
import type { ArchivedKnowledge } from './archive-articles';
import { archiveLimits, refuseManyArticles, unpacksTooLarge } from './archive-limits';
import { decodeText } from './decode-text';
import { isHtml, isLeftover, isMarkdown } from './file-names';
import { Manifest, manifestName } from './own-format';
import { readDeskExport } from './sources/read-desk-export';
import { readFiles } from './sources/read-files';
import { readOwnExport } from './sources/read-own-export';

/**
 * What an archive holds, as articles: always the same for the same file. Refuses (422) one without
 * any, with too many, and a broken export of ours.
 */
export async function readArchive(
  scope: Pick<Scope, 'tenant'>,
  archive: Archive,
  told?: ToldProgress,
): Promise<ArchivedKnowledge> {
  refuseMuchText(archive);
  const knowledge = await readAny(scope, archive, told);
  if (!knowledge || knowledge.articles.length + knowledge.skipped.length === 0) {
    throw new Refusal('articleImport.nothing', { status: 422 });
  }
  refuseManyArticles(knowledge.articles.length);
  knowledge.articles.sort((a, b) => (a.key < b.key ? -1 : 1));
  return knowledge;
}

function refuseMuchText({ files }: Archive): void {
  let size = 0;
  for (const [path, bytes] of files) {
    const isText = isMarkdown(path) || isHtml(path) || /\.json$/i.test(path);
    if (isText && !isLeftover(path)) size += bytes;
  }
  if (size > archiveLimits.texts) throw unpacksTooLarge(archiveLimits.texts);
}

async function readAny(
  scope: Pick<Scope, 'tenant'>,
  archive: Archive,
  told?: ToldProgress,
): Promise<ArchivedKnowledge | undefined> {
  const paths = [...archive.files.keys()].filter((path) => !isLeftover(path));
  const manifest = paths.find((path) => /^([^/]*\/)?knowledge-base\.json$/.test(path));
  if (manifest) {
    const read = await readManifest(archive, manifest);
    if (read) return readOwnExport(archive, read, manifest.slice(0, -manifestName.length));
  }
  if (paths.some((path) => isMarkdown(path) || isHtml(path)))
    return readFiles(scope, archive, told);
  return readDeskExport(archive, scope.tenant.defaultLanguage);
}

/** Undefined: somebody else's file of this name. */
async function readManifest(archive: Archive, path: string): Promise<Manifest | undefined> {
  const text = decodeText(await archive.read(path, archiveLimits.list));
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  const said = typeof value === 'object' && value !== null && 'format' in value && value.format;
  if (said !== 'servicedesk-knowledge-base') return undefined;
  const read = Manifest.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal('articleImport.brokenManifest', { status: 422, values: { name: path } });
}
