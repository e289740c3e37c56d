import 'server-only';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Answer } from '../answer';
import {
  chooseEncoding,
  compressWhole,
  type Encoding,
  isCompressible,
  worthCompressing,
} from '../compress';
import { withHashes } from '../security-headers';
import type { Drawn } from './draw-inside';

/** An answer as many get it: byte for byte alike, so that an ETag tells whether it has changed. */
export interface PublicPage {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
  encoded: Map<Encoding, Buffer>;
  tag: string;
  /** Of a page of HTML. */
  policy: string | undefined;
}

/** Whether what was drawn for one is for all: nothing that was refused, moved or left a cookie. */
export function isForAll({ status, headers }: PublicPage): boolean {
  return status === 200 && headers['set-cookie'] === undefined;
}

/** What was drawn under `nonce`, for a host at `origin`, without the nonce. */
export function publicPage(
  { status, headers, body: drawn }: Drawn,
  { nonce, origin }: { nonce: string; origin: string },
): PublicPage {
  const type = String(headers['content-type'] ?? '');
  const page = type.startsWith('text/html')
    ? withHashes(drawn.toString(), nonce, origin)
    : undefined;
  const body = page ? Buffer.from(page.html) : drawn;
  const isWorthIt = isCompressible(type) && body.length >= worthCompressing;
  const forms: Encoding[] = isWorthIt && status === 200 ? ['zstd', 'gzip'] : [];
  return {
    status,
    headers,
    body,
    encoded: new Map(forms.map((encoding) => [encoding, compressWhole(encoding, body)])),
    tag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    policy: page?.policy,
  };
}

/** Sends it, or that the visitor has it already. The caller says who may keep it. */
export function sendPage(request: IncomingMessage, answer: Answer, page: PublicPage): void {
  const encoding = chooseEncoding(request.headers['accept-encoding'] as string | undefined);
  const form = encoding && page.encoded.get(encoding);
  answer.statusCode = page.status;
  for (const [name, value] of Object.entries(page.headers)) answer.setHeader(name, value);
  if (page.policy) answer.setHeader('Content-Security-Policy', page.policy);
  if (isForAll(page)) {
    // Whoever keeps it asks each time whether it still holds: an article may be public no more.
    answer.setHeader('Cache-Control', 'public, max-age=0, must-revalidate');
    answer.setHeader('Vary', 'Accept-Language, Cookie, Accept-Encoding');
    answer.setHeader('ETag', `"${page.tag}${form ? `-${encoding}` : ''}"`);
    if (hasIt(request.headers['if-none-match'], page.tag)) {
      answer.statusCode = 304;
      return void answer.end();
    }
  }
  if (form) answer.setHeader('Content-Encoding', encoding);
  const body = form ?? page.body;
  answer.setHeader('Content-Length', body.length);
  answer.end(request.method === 'HEAD' ? undefined : body);
}

/** Whether one of the tags (RFC 9110, 13.1.2) is of this body, in whatever encoding. */
function hasIt(tags: string | undefined, tag: string): boolean {
  if (!tags) return false;
  return tags.split(',').some((one) => {
    const named = one.trim().replace(/^W\//, '');
    return named === '*' || named === `"${tag}"` || named.startsWith(`"${tag}-`);
  });
}
