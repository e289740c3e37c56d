import 'server-only';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import type { ArticleImportProgress } from '@/knowledge/import/run-article-import';

/** Why an import ended early, for whoever asks; '' where it did not. */
export async function failureInWords(
  { language }: Pick<Scope, 'language'>,
  failure: ArticleImportProgress['failure'],
): Promise<string> {
  if (!failure) return '';
  const t = await translatorFor(language);
  return t(`refusals.${failure.key}`, failure.values);
}
