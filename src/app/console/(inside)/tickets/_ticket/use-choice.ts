'use client';

import { unstable_rethrow } from 'next/navigation';
import { useOptimistic, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { useUiTexts } from '@/ui/ui-texts';

/**
 * One fact of a ticket that changes at a press: shown at once, taken back with a sentence where
 * the server refuses or can't be reached.
 */
export function useChoice<V extends string>(value: V) {
  const texts = useUiTexts();
  const [shown, show] = useOptimistic(value);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();

  function choose(next: V, action: FormAction, fields: Record<string, string>): void {
    setProblem(undefined);
    start(async () => {
      show(next);
      const form = new FormData();
      for (const [name, text] of Object.entries(fields)) form.set(name, text);
      try {
        const answer = await action(null, form);
        if (answer && !answer.ok) setProblem(answer.message);
      } catch (error) {
        unstable_rethrow(error);
        setProblem(texts.unreachable);
      }
    });
  }
  return { shown, choose, problem, pending };
}
