import { getFormatter, getTranslations } from 'next-intl/server';
import { diffLines } from '@/knowledge/diff-lines';
import type { KeptDraft, KeptText } from '@/knowledge/read-kept-article';
import { Notice } from '@/ui/notice';
import { ComparedLines } from '../compared-lines';

/** That a draft is being written, whose it is, and in what it differs from what readers see. */
export async function DraftNote({ draft, text }: { draft: KeptDraft; text?: KeptText }) {
  const t = await getTranslations();
  const format = await getFormatter();
  const name = draft.authorName;
  const time = format.dateTime(draft.updatedAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <Notice>
        {text
          ? t('console.knowledge.draft.note', { name, time, version: text.version })
          : t('console.knowledge.draft.noteNew', { name, time })}
      </Notice>
      {text && draft.basedOn < text.version && (
        <Notice tone="warning">{t('console.knowledge.draft.behind')}</Notice>
      )}
      {text && (
        <details className="grid gap-2">
          <summary className="link">{t('console.knowledge.draft.differences')}</summary>
          <ComparedLines
            before={text.title}
            after={draft.title}
            lines={diffLines(text.body, draft.body)}
            language={draft.language}
          />
        </details>
      )}
    </>
  );
}
