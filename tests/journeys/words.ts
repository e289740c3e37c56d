import type { Locale } from '@/i18n/locales';
import { messagesOf } from '@/i18n/messages';
import { type Translate, translatorFor } from '@/i18n/translator';

/** The product's own words in one language, where a journey is not in English. Knows every key. */
export async function wordsOf(locale: Locale): Promise<Translate> {
  const t = await translatorFor(locale);
  return (key, values) => {
    if (!t.has(key)) throw new Error(`There is no text ${key} in ${locale}.`);
    return t(key, values);
  };
}

/**
 * Finds English texts of the product in what a page in another language says. A text that
 * this language shares with English, or that a person typed, is none.
 */
export async function englishFinder(locale: Locale): Promise<(line: string) => boolean> {
  const english = flat(await messagesOf('en'));
  const own = new Map(flat(await messagesOf(locale)));
  const ownTexts = new Set(own.values());
  const telltale = english.filter(
    ([key, text]) => /\p{L}{2}/u.test(text) && own.get(key) !== text && !ownTexts.has(text),
  );
  const whole = new Set(telltale.map(([, text]) => text).filter((text) => !text.includes('{')));
  const patterns = telltale.flatMap(([, text]) => patternOf(text) ?? []);
  return (line) => whole.has(line) || patterns.some((pattern) => pattern.test(line));
}

/** A sentence with simple places for values, and enough words of its own to be recognised. */
function patternOf(text: string): RegExp | undefined {
  if (!text.includes('{') || /\{\w+,/.test(text)) return undefined;
  const parts = text.split(/\{\w+\}/);
  if (parts.join('').replace(/[^a-z]/gi, '').length < 10) return undefined;
  return new RegExp(`^${parts.map(escaped).join('.+')}$`, 's');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function flat(node: object, above = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value]] : flat(value, `${above}${key}.`),
  );
}
