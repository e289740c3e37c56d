'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { isLocale, localeNames } from '@/i18n/locales';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import { Button } from '@/ui/button';
import { Table, Td, Th } from '@/ui/table';
import type { ImportWords } from './import-words';

/** So many at first: ten thousand rows take a browser a while. */
const atFirst = 200;

type Line = ArticleImportPlan['lines'][number];

/** Every article of the file: what becomes of it, and what is lost on the way. */
export function ArticlesTable({
  lines,
  words,
}: {
  lines: readonly Line[];
  words: ImportWords['notices'];
}) {
  const t = useTranslations('console.articleImport');
  const list = new Intl.ListFormat(useLocale(), { type: 'unit', style: 'short' });
  const language = (code: string) => (isLocale(code) ? localeNames[code] : code);
  return (
    <Rows
      title={t('articles')}
      heads={[t('article'), t('languages'), t('category'), t('outcome'), t('losses')]}
      rows={lines}
    >
      {({ key, title, languages, categories, becomes, notices }) => (
        <tr key={key}>
          <Td dir="auto">{title}</Td>
          <Td>{list.format(languages.map(language))}</Td>
          <Td dir="auto">{categories.join(' / ') || '–'}</Td>
          <Td>{t('becomes', { becomes })}</Td>
          <Td>
            <ul className="grid gap-1">
              {notices.map(({ kind, line, path, detail }) => (
                <li key={`${kind} ${path} ${line} ${detail}`} className="wrap-anywhere">
                  {words[kind]}
                  {detail && <span className="text-muted"> · {detail}</span>}
                  {line && (
                    <span className="text-muted"> · {t('line', { line, path: path ?? '' })}</span>
                  )}
                </li>
              ))}
            </ul>
          </Td>
        </tr>
      )}
    </Rows>
  );
}

/** What becomes no article, and why. */
export function SkippedTable({
  skipped,
  words,
}: {
  skipped: ArticleImportPlan['skipped'];
  words: ImportWords['skips'];
}) {
  const t = useTranslations('console.articleImport');
  if (skipped.length === 0) return null;
  return (
    <Rows title={t('skipped')} heads={[t('path'), t('reason')]} rows={skipped}>
      {({ path, reason }) => (
        <tr key={`${path} ${reason}`}>
          <Td dir="auto" className="wrap-anywhere">
            {path}
          </Td>
          <Td>{words[reason]}</Td>
        </tr>
      )}
    </Rows>
  );
}

function Rows<Row>({
  title,
  heads,
  rows,
  children,
}: {
  title: string;
  heads: readonly string[];
  rows: readonly Row[];
  children: (row: Row) => ReactNode;
}) {
  const t = useTranslations('console.articleImport');
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, atFirst);
  return (
    <section className="grid gap-2">
      <h2>{title}</h2>
      <Table label={title} head={heads.map((head) => <Th key={head}>{head}</Th>)}>
        {shown.map(children)}
      </Table>
      {shown.length < rows.length && (
        <Button onClick={() => setAll(true)} className="justify-self-start">
          {t('showAll', { count: rows.length })}
        </Button>
      )}
    </section>
  );
}
