import 'server-only';
import { createTranslator } from 'use-intl/core';
import { type Locale, localeFromHeader, locales } from '@/i18n/locales';
import { messagesOf } from '@/i18n/messages';

/** The occasions on which the listener answers by itself. */
export type Occasion =
  | 'unknownHost'
  | 'preparing'
  | 'preparingForm'
  | 'unavailable'
  | 'unavailableForm'
  | 'crossSite'
  | 'badRequest'
  | 'tooLarge'
  | 'failed';

interface Texts {
  occasions: Record<Occasion, { title: string; body: string }>;
  reference: (reference: string) => string;
  provider: string;
}

const prepared = new Map<Locale, Texts>();

/** Reads the texts once, at the start: when a head is written nothing can be awaited. */
export async function preparePlainPages(): Promise<void> {
  for (const locale of locales) {
    const t = createTranslator({ locale, messages: await messagesOf(locale), namespace: 'server' });
    prepared.set(locale, {
      occasions: {
        unknownHost: { title: t('unknownHost.title'), body: t('unknownHost.body') },
        preparing: { title: t('preparing.title'), body: t('preparing.body') },
        preparingForm: { title: t('preparing.title'), body: t('preparing.form') },
        unavailable: { title: t('unavailable.title'), body: t('unavailable.body') },
        unavailableForm: { title: t('unavailable.title'), body: t('unavailable.form') },
        crossSite: { title: t('crossSite.title'), body: t('crossSite.body') },
        badRequest: { title: t('badRequest.title'), body: t('badRequest.body') },
        tooLarge: { title: t('tooLarge.title'), body: t('tooLarge.body') },
        failed: { title: t('failed.title'), body: t('failed.body') },
      },
      reference: (reference) => t('reference', { reference }),
      provider: t('unknownHost.provider'),
    });
  }
}

export interface PlainPage {
  occasion: Occasion;
  reference: string;
  /** The visitor's Accept-Language. */
  accepts: string | undefined;
  /** An address of ours to go on to. */
  link?: string;
}

/** One small page without scripts or anything to load, in the visitor's language. */
export function plainPage({ occasion, reference, accepts, link }: PlainPage): string {
  const locale = localeFromHeader(accepts) ?? 'en';
  const texts = prepared.get(locale);
  if (!texts) throw new Error('preparePlainPages was not awaited');
  const { title, body } = texts.occasions[occasion];
  const go = link ? `<p><a href="${link}">${escaped(texts.provider)}</a></p>` : '';
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head>` +
    `<body><main><h1>${escaped(title)}</h1><p>${escaped(body)}</p>${go}` +
    `<p class="reference">${escaped(texts.reference(reference))}</p></main></body></html>`
  );
}

/** The same for programs, which no page tries again for: RFC 9457. */
export function plainProblem({ occasion, reference }: PlainPage, status: number): string {
  const { occasions } = prepared.get('en')!;
  const { title, body } = occasions[occasion === 'preparing' ? 'preparingForm' : occasion];
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: body,
    code: occasion,
    reference,
  });
}

const style =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;' +
  'font:16px/24px system-ui,sans-serif;background:light-dark(#fbfbfa,#161716);color:light-dark(#1d1f1e,#e8e9e8)}' +
  'main{max-width:34rem;padding:2rem}h1{font-size:1.375rem;line-height:1.75rem;margin:0 0 .5rem}' +
  'a{color:inherit}.reference{color:light-dark(#5d625f,#a0a5a2);font-size:.875rem}';

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
