import 'server-only';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answer } from './answer';
import { takes } from './compress';
import type { Incoming } from './incoming';

const mediaTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

const root = '/_next/static/';
/** What the build compressed beforehand, best first. */
const forms = [
  { coding: 'br', extension: '.br' },
  { coding: 'gzip', extension: '.gz' },
] as const;

interface Kept {
  file: string;
  /** Read at the first request and kept: a build's files are some megabytes. */
  bytes: Promise<Buffer> | undefined;
}

/**
 * Serves `/_next/static/…` of a build from an index made at the start, in the compressed form
 * that the browser takes. A path that is not in the index does not exist, whatever it spells.
 */
export function staticFiles(distDir: string) {
  const index = indexOf(path.join(distDir, 'static'));
  return async (request: Incoming, answer: Answer, pathname: string): Promise<boolean> => {
    if (!pathname.startsWith(root)) return false;
    const found = index.get(pathname) ?? index.get(decoded(pathname));
    if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) return notThere(answer);
    const accepts = String(request.headers['accept-encoding'] ?? '');
    const form = forms.find(({ coding }) => found.has(coding) && takes(accepts, coding));
    const kept = found.get(form?.coding ?? 'identity')!;
    kept.bytes ??= readFile(kept.file);
    const bytes = await kept.bytes;
    answer.setHeader(
      'Content-Type',
      mediaTypes[path.extname(pathname)] ?? 'application/octet-stream',
    );
    answer.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    answer.setHeader('Vary', 'Accept-Encoding');
    if (form) answer.setHeader('Content-Encoding', form.coding);
    answer.setHeader('Content-Length', bytes.length);
    answer.end(request.method === 'HEAD' ? undefined : bytes);
    return true;
  };
}

function notThere(answer: Answer): true {
  answer.statusCode = 404;
  answer.setHeader('Content-Type', 'text/plain; charset=utf-8');
  answer.end('Not found');
  return true;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function indexOf(folder: string): Map<string, Map<string, Kept>> {
  const index = new Map<string, Map<string, Kept>>();
  if (!existsSync(folder)) return index;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!statSync(file).isFile()) continue;
    const form = forms.find(({ extension }) => name.endsWith(extension));
    const url = root + (form ? name.slice(0, -form.extension.length) : name).replaceAll('\\', '/');
    const kept = index.get(url) ?? new Map<string, Kept>();
    index.set(url, kept.set(form?.coding ?? 'identity', { file, bytes: undefined }));
  }
  return index;
}
