import type { Scope } from '@/access/scope';

/**
 * Of texts by language the one for this reader: in theirs, else in the portal's default, else
 * the first there is. Undefined where there is none.
 */
export function inLanguageOf(
  reader: Pick<Scope, 'tenant' | 'language'>,
  texts: Readonly<Partial<Record<string, string>>>,
): { text: string; language: string } | undefined {
  const wished = [reader.language, reader.tenant.defaultLanguage, ...Object.keys(texts)];
  const language = wished.find((one) => texts[one]);
  return language === undefined ? undefined : { text: texts[language]!, language };
}
