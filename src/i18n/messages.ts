import 'server-only';
import type { Locale } from './locales';

type Messages = typeof import('~messages/en.json');

const files = {
  en: () => import('~messages/en.json'),
  fr: () => import('~messages/fr.json'),
  de: () => import('~messages/de.json'),
  es: () => import('~messages/es.json'),
  it: () => import('~messages/it.json'),
} satisfies Record<Locale, () => Promise<unknown>>;

/** Every text of one language; a law in tests/laws proves that all five have the same keys. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  const file = (await files[locale]()) as { default: Messages };
  return file.default;
}
