'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isLocale, localeNames } from '@/i18n/locales';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import type { ImportWords } from './import-words';
import { useFirstRows } from './use-first-rows';

type Line = ArticleImportPlan['lines'][number];

/** Every article of the file: what becomes of it, and what is lost on the way. */
export function ArticleLines({
  lines,
  words,
}: {
  lines: readonly Line[];
  words: ImportWords['notices'];
}) {
  const t = useTranslations('console.articleImport');
  const { shown, more } = useFirstRows(lines);
  return (
    <section className="grid gap-2">
      <h2 id="import-articles">{t('articles')}</h2>
      <ul aria-labelledby="import-articles">
        {shown.map((line) => (
          <li key={line.key} className="grid gap-1 border-line border-t py-3">
            <p dir="auto" className="font-medium">
              {line.title}
            </p>
            <Facts line={line} />
            <Losses line={line} words={words} />
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

function Facts({ line: { becomes, categories, languages } }: { line: Line }) {
  const t = useTranslations('console.articleImport');
  const list = new Intl.ListFormat(useLocale(), { type: 'unit', style: 'short' });
  const named = list.format(languages.map((code) => (isLocale(code) ? localeNames[code] : code)));
  return (
    <p className="text-muted text-sm">
      {[t('becomes', { becomes }), categories.join(' / '), named].filter(Boolean).join(' · ')}
    </p>
  );
}

function Losses({ line, words }: { line: Line; words: ImportWords['notices'] }) {
  const t = useTranslations('console.articleImport');
  if (line.notices.length === 0) return null;
  return (
    <ul aria-label={t('losses')} className="grid list-disc gap-1 ps-5 wrap-anywhere">
      {line.notices.map(({ kind, line: at, path, detail }) => (
        <li key={`${kind} ${path} ${at} ${detail}`}>
          {words[kind]}
          <span className="text-muted">
            {detail && ` · ${detail}`}
            {path && ` · ${at ? t('line', { line: at, path }) : path}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
