'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic, useState, useTransition } from 'react';
import { perform } from '@/app/console/(inside)/_forms/perform';
import { showToast } from '@/ui/show-toast';
import { useUiTexts } from '@/ui/ui-texts';
import type { QueueRow } from '../_queue/queue-row';
import { changeManyTicketsAction } from './actions';

export interface BulkChange {
  what: 'statusKey' | 'assigneeId' | 'priority';
  value: string;
  /** How the rows look with it. */
  shown: Partial<QueueRow>;
}

/**
 * Changes many rows at once: shown before the server has answered, and what it did not change
 * goes back with a sentence. `onDone` gets the numbers that stayed as they were.
 */
export function useBulk(rows: readonly QueueRow[], onDone: (stayed: number[]) => void) {
  const t = useTranslations();
  const texts = useUiTexts();
  const router = useRouter();
  const [shown, show] = useOptimistic(
    rows,
    (now: readonly QueueRow[], { numbers, part }: { numbers: number[]; part: Partial<QueueRow> }) =>
      now.map((row) => (numbers.includes(row.number) ? { ...row, ...part } : row)),
  );
  const [news, setNews] = useState<{ text: string; failed?: boolean }>();
  const [pending, start] = useTransition();

  function change(numbers: number[], { what, value, shown: part }: BulkChange): void {
    if (pending) return;
    setNews({ text: t('console.bulk.working', { count: numbers.length }) });
    start(async () => {
      show({ numbers, part });
      const fields = { numbers: numbers.join(), what, value };
      const answer = await perform(changeManyTicketsAction, fields, texts.unreachable);
      if (!answer.ok) {
        // In a transition too, so that the sentence comes as the rows go back.
        return startTransition(() => {
          setNews({ text: t('console.bulk.tookBack', { reason: answer.message }), failed: true });
          router.refresh();
        });
      }
      const { changed, stayed, reason } = answer.value;
      if (stayed.length === 0) {
        // As a toast: with its last ticket the list may leave the page.
        setNews(undefined);
        showToast({ text: t('console.bulk.done', { count: changed }), tone: 'success' });
      } else {
        const tickets = stayed.map((number) => `#${number}`).join(', ');
        setNews({
          text: t('console.bulk.partly', { done: changed, tickets, reason }),
          failed: true,
        });
      }
      onDone(stayed);
    });
  }
  return { shown, change, pending, news };
}
