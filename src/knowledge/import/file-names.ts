import { isLocale, type Locale } from '@/i18n/locales';

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Files that a system or an editor leaves: nobody means to import them. */
const left = /(^|\/)(\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini|node_modules)(\/|$)/i;

export const isLeftover = (path: string) => left.test(path);
export const isMarkdown = (path: string) => /\.(md|markdown|mdx)$/i.test(path);
export const isHtml = (path: string) => /\.(html?|xhtml)$/i.test(path);
export const isPicture = (path: string) => /\.(png|jpe?g|gif|webp)$/i.test(path);

export interface NamedFile {
  /** The same for every language that it is written in. */
  key: string;
  folders: string[];
  stem: string;
  /** As the name or a folder says; a code that we have no language for is unknown. */
  language?: Locale | 'unknown';
  /** In which the folders are named, if one of them says so. */
  folderLanguage?: Locale | 'unknown';
}

/**
 * What the path of a text says: `Mail/set-up.de.md` and `de/Mail/set-up.md` are both the German text
 * of `Mail/set-up`. `it` is a folder for Italian only beside other languages: it may be the IT's.
 */
export function readFileName(path: string, languageFolders: ReadonlySet<string>): NamedFile {
  const folders = path.split('/');
  const file = (folders.pop() ?? '').replace(/\.[^.]+$/, '');
  const suffix = /^(.+)\.([a-z]{2})(?:[-_][A-Za-z]{2,4})?$/.exec(file);
  const named = suffix && names.of(suffix[2]!) ? suffix[2] : undefined;
  const stem = named ? suffix![1]! : file;
  const at = folders.findIndex((folder) => languageFolders.has(folder));
  const [folder] = at < 0 ? [] : folders.splice(at, 1);
  return {
    key: [...folders, stem].join('/'),
    folders,
    stem,
    language: languageOf(named ?? folder?.slice(0, 2)),
    folderLanguage: languageOf(folder?.slice(0, 2)),
  };
}

/** Folders that are named after a language. */
export function languageFoldersOf(paths: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const folder of path.split('/').slice(0, -1)) {
      if (/^[a-z]{2}(-[A-Za-z]{2})?$/.test(folder) && isLocale(folder.slice(0, 2))) {
        found.add(folder);
      }
    }
  }
  return found.size === 1 && found.has('it') ? new Set() : found;
}

/** `de-DE` is German; undefined for nothing said. */
export function languageOf(text: string | undefined): Locale | 'unknown' | undefined {
  const code = text?.trim().toLowerCase().split(/[-_]/)[0];
  if (!code) return undefined;
  return isLocale(code) ? code : 'unknown';
}

/** `set-up_mail` → `Set up mail`. */
export function titleOfName(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
