import 'server-only';
import type { IncomingMessage } from 'node:http';
import { isLocale, localeFromHeader } from '@/i18n/locales';
import { languageCookie } from '@/session/language-cookie';
import { dismissedCookie } from '@/settings/dismissed-cookie';
import type { TenantHost } from '@/tenants/host-index';
import { readTheme, themeCookie } from '@/ui/theme';
import type { Visitor } from '../visitor';

/** What a page that is alike for everybody may depend on, and nothing beside. */
export interface PublicQuestion {
  /** Two questions with one key have one answer, as long as the tenant's stamp stays. */
  key: string;
  url: string;
  /** All that Next is shown of the visitor's own headers. */
  headers: Record<string, string>;
}

/**
 * The question that a request puts, if anybody who is signed out would get the same answer; else
 * undefined, and Next answers this visitor. Signed in is who sends any cookie of a sign-in, whether
 * or not it still holds.
 */
export function publicQuestion(
  { method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { origin }: Pick<Visitor, 'origin'>,
  { kind, tenant }: TenantHost,
): PublicQuestion | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !publicAddress.test(url)) return undefined;
  if (asksForMore(headers)) return undefined;
  const cookies = cookiesOf(headers.cookie);
  if ([...cookies.keys()].some((name) => personal.test(name))) return undefined;
  const chosen = cookies.get(languageCookie);
  const language = isLocale(chosen) ? chosen : localeFromHeader(headers['accept-language']);
  const theme = readTheme(cookies.get(themeCookie));
  const { id, name, defaultLanguage, timeZone, primaryHost } = tenant;
  const facts = [id, name, defaultLanguage, timeZone, primaryHost, kind, origin];
  return {
    key: JSON.stringify([facts, language ?? '', theme, url]),
    url,
    headers: {
      ...(language && { 'accept-language': language }),
      ...(theme !== 'system' && { cookie: `${themeCookie}=${theme}` }),
    },
  };
}

/** The knowledge base's entrance, categories, articles and feeds, and what search engines ask for. */
const publicAddress =
  /^\/(robots\.txt|sitemap\.xml|sitemap\/\d{1,4}|knowledge-base(\?category=[\da-f-]{36}|\/[\w%.~-]{1,300}(\/social-image)?|\/feed\/[a-z]{2})?)$/;

/** Of a sign-in, a preview, a step of either, or what this reader has put away. */
const personal = new RegExp(`^((__Host-)?servicedesk-.*|${dismissedCookie})$`);

/** A part of a page for Next's router, an action, a key of the API, a body. */
function asksForMore(headers: IncomingMessage['headers']): boolean {
  if (headers.authorization !== undefined || headers.rsc !== undefined) return true;
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'])) return true;
  return Object.keys(headers).some((name) => name.startsWith('next-'));
}

function cookiesOf(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('=', 2));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
