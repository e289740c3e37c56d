'use client';

import { useOptimistic, useState, useTransition } from 'react';
import { perform } from '@/app/console/(inside)/_forms/perform';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { useUiTexts } from '@/ui/ui-texts';
import { moveStatusAction } from './actions';

/** The order of the statuses: changed at once, taken back with a sentence where it is refused. */
export function useOrder(statuses: readonly StatusDefinition[]) {
  const texts = useUiTexts();
  const [order, show] = useOptimistic(statuses);
  const [problem, setProblem] = useState<string>();
  const [, start] = useTransition();

  /** `onSaved` once the server has it: until then nobody must be told that it holds. */
  function move(key: string, position: number, onSaved: () => void): void {
    const from = order.findIndex((one) => one.key === key);
    const to = Math.max(0, Math.min(order.length - 1, position));
    if (from < 0 || from === to) return;
    setProblem(undefined);
    start(async () => {
      show(order.toSpliced(from, 1).toSpliced(to, 0, order[from]!));
      const fields = { key, position: String(to) };
      const answer = await perform(moveStatusAction, fields, texts.unreachable);
      if (answer.ok) onSaved();
      else setProblem(answer.message);
    });
  }
  return { order, move, problem };
}
