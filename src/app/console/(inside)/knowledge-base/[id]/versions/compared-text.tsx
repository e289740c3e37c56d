import { getTranslations } from 'next-intl/server';
import type { Comparison } from '@/knowledge/read-versions';

/** Two versions line by line; what went and what came are marked by a sign too, not by colour alone. */
export async function ComparedText({
  comparison: { before, after, lines },
  language,
}: {
  comparison: Comparison;
  language: string;
}) {
  const t = await getTranslations();
  const label = t('console.knowledge.compared', { from: before.version, to: after.version });
  const titles =
    before.title === after.title
      ? [{ kind: 'same' as const, text: after.title }]
      : [
          { kind: 'removed' as const, text: before.title },
          { kind: 'added' as const, text: after.title },
        ];
  const all = [...titles, ...lines].map((line, at) => ({ ...line, at }));
  return (
    <section aria-label={label} className="grid gap-2">
      <h2 className="text-muted text-sm">{label}</h2>
      <div className="compared" lang={language}>
        {all.map(({ kind, text, at }) => (
          <p key={at} className={`compared-${kind}`} dir="auto">
            {kind === 'removed' ? <del>{text}</del> : kind === 'added' ? <ins>{text}</ins> : text}
          </p>
        ))}
      </div>
    </section>
  );
}
