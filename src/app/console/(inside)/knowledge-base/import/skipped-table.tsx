'use client';

import { useTranslations } from 'next-intl';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import { Table, Td, Th } from '@/ui/table';
import type { ImportWords } from './import-words';
import { useFirstRows } from './use-first-rows';

/** What becomes no article, and why. */
export function SkippedTable({
  skipped,
  words,
}: {
  skipped: ArticleImportPlan['skipped'];
  words: ImportWords['skips'];
}) {
  const t = useTranslations('console.articleImport');
  const { shown, more } = useFirstRows(skipped);
  if (skipped.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2>{t('skipped')}</h2>
      <Table
        label={t('skipped')}
        head={
          <>
            <Th>{t('path')}</Th>
            <Th>{t('reason')}</Th>
          </>
        }
      >
        {shown.map(({ path, reason }) => (
          <tr key={`${path} ${reason}`}>
            <Td dir="auto" className="wrap-anywhere">
              {path}
            </Td>
            <Td>{words[reason]}</Td>
          </tr>
        ))}
      </Table>
      {more}
    </section>
  );
}
