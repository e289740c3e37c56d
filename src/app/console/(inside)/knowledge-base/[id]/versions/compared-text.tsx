import { getTranslations } from 'next-intl/server';
import type { Comparison } from '@/knowledge/read-versions';
import { ComparedLines } from '../../compared-lines';

/** Two versions of a text, line by line. */
export async function ComparedText({
  comparison: { before, after, lines },
  language,
}: {
  comparison: Comparison;
  language: string;
}) {
  const t = await getTranslations();
  const label = t('console.knowledge.compared', { from: before.version, to: after.version });
  return (
    <section aria-label={label} className="grid gap-2">
      <h2 className="text-muted text-sm">{label}</h2>
      <ComparedLines before={before.title} after={after.title} lines={lines} language={language} />
    </section>
  );
}
