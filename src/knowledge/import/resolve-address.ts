import type { Archive } from './archive';
import type { ArchivedKnowledge, ArchivedText } from './archive-articles';
import { isPicture } from './file-names';

/** Where an address in a text leads. */
export type Target =
  | { kind: 'text'; place: string; hash: string }
  | { kind: 'image' | 'file'; path: string }
  /** The web, a mail address, a place in the text: it leads there from here too. */
  | { kind: 'kept' }
  | { kind: 'missing' };

/** How a text is named within an import. */
export const placeOf = (key: string, language: string) => `${language} ${key}`;

/** Finds for an address in a text of this import what it means. */
export function addressResolver(archive: Archive, knowledge: ArchivedKnowledge) {
  const { articles, keyOfAddress } = knowledge;
  const places = new Map<string, string>();
  const slugs = new Map<string, string>();
  const byKey = new Map(articles.map((article) => [article.key, article]));
  for (const { key, texts } of articles) {
    for (const { path, slug, language } of texts) {
      places.set(path, placeOf(key, language));
      if (slug) slugs.set(slug, placeOf(key, language));
    }
  }
  const names = new Map([...archive.files.keys()].map((path) => [path.split('/').at(-1)!, path]));

  return (text: ArchivedText, address: string): Target => {
    const known = keyOfAddress?.(address);
    const article = known === undefined ? undefined : byKey.get(known);
    if (article) {
      const language = article.texts.some((one) => one.language === text.language)
        ? text.language
        : article.sourceLanguage;
      return { kind: 'text', place: placeOf(article.key, language), hash: '' };
    }
    const ours = /^\/knowledge-base\/([a-z0-9-]+)(#.*)?$/.exec(address);
    const slugged = ours && slugs.get(ours[1]!);
    if (slugged) return { kind: 'text', place: slugged, hash: ours[2] ?? '' };
    if (knowledge.source === 'zendesk' || knowledge.source === 'freshdesk') {
      const path = names.get(decoded(address.split(/[?#]/)[0]!).split('/').at(-1)!);
      if (path && isPicture(path)) return { kind: 'image', path };
    }
    if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) return { kind: 'kept' };
    return inArchive(archive, places, text.path, address);
  };
}

/** A path relative to the file, as pages and Markdown write it. */
function inArchive(
  archive: Archive,
  places: ReadonlyMap<string, string>,
  from: string,
  address: string,
): Target {
  const [whole = '', hash = ''] = address.split(/(?=#)/);
  const path = decoded(whole.split('?')[0]!).normalize('NFC').replaceAll('\\', '/');
  if (path.startsWith('/')) {
    // From the top: of the archive, or of the folder that was zipped.
    const found = at(archive, places, stepped([], path), hash);
    const top = from.split('/').slice(0, 1);
    return found.kind === 'missing' ? at(archive, places, stepped(top, path), hash) : found;
  }
  return at(archive, places, stepped(from.split('/').slice(0, -1), path), hash);
}

function stepped(from: readonly string[], path: string): string {
  const folders = [...from];
  for (const step of path.split('/')) {
    if (step === '..') folders.pop();
    else if (step && step !== '.') folders.push(step);
  }
  return folders.join('/');
}

function at(
  archive: Archive,
  places: ReadonlyMap<string, string>,
  full: string,
  hash: string,
): Target {
  const stem = full.replace(/\.(md|mdx|markdown|html?)$/i, '');
  const endings = [
    '',
    '.md',
    '.html',
    '.htm',
    '.markdown',
    '/index.md',
    '/index.html',
    '/README.md',
  ];
  for (const candidate of [full, ...endings.map((ending) => stem + ending)]) {
    const place = places.get(candidate);
    if (place) return { kind: 'text', place, hash };
  }
  if (!archive.files.has(full)) return { kind: 'missing' };
  return { kind: isPicture(full) ? 'image' : 'file', path: full };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
