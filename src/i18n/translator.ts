import 'server-only';
import { createTranslator } from 'use-intl/core';
import { isLocale, type Locale } from './locales';
import { messagesOf } from './messages';

/**
 * Texts outside a page: mails, server actions, the API, the listener's own pages. `t` takes a
 * whole key such as `refusals.notFound`; `language` falls back to English.
 */
export async function translatorFor(language: string) {
  const locale: Locale = isLocale(language) ? language : 'en';
  const translate = createTranslator({ locale, messages: await messagesOf(locale) });
  // Keys reach this as data (a refusal's key), so they can't be checked as literals here:
  // tests/laws proves that every refusal in the source has its text.
  return translate as unknown as Translate & { has: (key: string) => boolean };
}

export type Translate = (key: string, values?: Record<string, string | number | Date>) => string;
