import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every source file below `src`, as paths from the root with forward slashes. */
export const sourceFiles: string[] = list('src').filter((file) => /\.tsx?$/.test(file));

export function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll('\\', '/'));
}

export const read = (file: string): string => readFileSync(file, 'utf8');

/** The text without comments, so that prose can't trip a law. Strings stay. */
export const code = (file: string): string =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');

/** What a file imports: the specifier, and whether only types come in. */
export function importsOf(file: string): { from: string; typeOnly: boolean }[] {
  const found = [
    ...code(file).matchAll(
      /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|import\(\s*'([^']+)'/gm,
    ),
  ];
  return found.map(([, typeOnly, from, bare, lazy]) => ({
    from: from ?? bare ?? lazy ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}
