/** The languages there are. A file in `messages/` and a line here add one. */
export const locales = ['en', 'fr', 'de', 'es', 'it'] as const;
export type Locale = (typeof locales)[number];

/** Each language in its own words, for the chooser. */
export const localeNames = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
} satisfies Record<Locale, string>;

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (locales as readonly string[]).includes(value);
}

/** The best of ours for an Accept-Language header (RFC 9110, 12.5.4), or undefined. */
export function localeFromHeader(header: string | null | undefined): Locale | undefined {
  const wishes = (header ?? '').split(',').flatMap((entry) => {
    const [tag = '', ...params] = entry.trim().split(';');
    const quality = Number(
      params
        .find((param) => param.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    return tag && quality > 0 ? [{ language: tag.toLowerCase().split('-')[0]!, quality }] : [];
  });
  wishes.sort((a, b) => b.quality - a.quality);
  return wishes.map((wish) => wish.language).find(isLocale);
}

/** For `<html dir>`: right-to-left as soon as such a language is added. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr';
}
