import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** Unguessable, new for each answer: only scripts that carry it run. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * Scripts run by nonce alone: Next reads it from the request's own policy header and writes it
 * on each script. Styles may stand inline (React writes style attributes, which take no nonce).
 */
export function contentPolicy(nonce: string, { dev = false } = {}): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`;
  return policyOf(script, dev ? ' ws: wss:' : '');
}

/**
 * For a page that many are answered with alike, where a nonce would be one that everybody knows.
 * It was drawn under `nonce`: the scripts that Next wrote that on run by their hashes from then on,
 * the build's own by their address, and one that got into the page in any other way not at all.
 */
export function withHashes(
  drawn: string,
  nonce: string,
  origin: string,
): { html: string; policy: string } {
  const own = ` nonce="${nonce}"`;
  const hashes = new Set<string>();
  const bare = drawn.replace(scripts, (whole, attributes: string, script: string) => {
    if (!attributes.includes(own)) return whole;
    const said = script.replaceAll(nonce, ''); // Next repeats it in what it tells its own scripts
    if (said) hashes.add(`'sha256-${createHash('sha256').update(said).digest('base64')}'`);
    return `<script${attributes.replace(own, '')}>${said}</script>`;
  });
  const policy = policyOf([`${origin}/_next/static/`, ...hashes].join(' '));
  return { html: bare.replaceAll(own, ''), policy };
}

const scripts = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;

function policyOf(script: string, connects = ''): string {
  return (
    `default-src 'self'; script-src ${script}; style-src 'self' 'unsafe-inline'; ` +
    `img-src 'self' data: blob:; font-src 'self'; connect-src 'self'${connects}; ` +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  );
}

/** For what is no page: nothing in it runs or loads anything. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Of every answer, unless a route wrote its own. */
export const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} satisfies Record<string, string>;

/** Only where the visitor came by HTTPS. */
export const strictTransport = 'max-age=31536000';
