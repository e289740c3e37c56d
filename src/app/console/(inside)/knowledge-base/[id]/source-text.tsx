import { getTranslations } from 'next-intl/server';
import { type Locale, localeNames } from '@/i18n/locales';
import type { KeptText } from '@/knowledge/read-kept-article';

/** The text that is being translated, beside the translation; and what has changed in it since. */
export async function SourceText({
  id,
  text,
  since,
}: {
  id: string;
  text: KeptText;
  /** The version that the translation renders so far. */
  since: number | null;
}) {
  const t = await getTranslations();
  const { language, title, body, version } = text;
  const query = new URLSearchParams({ language, from: String(since), to: String(version) });
  return (
    <section aria-label={t('console.knowledge.source')} className="grid gap-3">
      <p className="text-muted text-sm">
        {t('console.knowledge.sourceIn', { language: localeNames[language as Locale] })}
        {since !== null && since > 0 && since < version && (
          <>
            {' '}
            <a className="link" href={`/console/knowledge-base/${id}/versions?${query}`}>
              {t('console.knowledge.whatChanged')}
            </a>
          </>
        )}
      </p>
      <p className="font-medium" lang={language} dir="auto">
        {title}
      </p>
      <pre className="article-source" lang={language} dir="auto">
        {body}
      </pre>
    </section>
  );
}
