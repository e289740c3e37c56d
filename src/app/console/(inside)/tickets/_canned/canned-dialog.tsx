'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { FilledReply } from '@/tickets/desk/find-canned-replies';
import { Dialog } from '@/ui/dialog';
import { FieldError } from '@/ui/field';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { findCannedRepliesAction } from './actions';

/**
 * Finds a canned reply by its words and shows how it will read on this ticket. The arrows choose,
 * Enter inserts; a `;` in the empty field is a semicolon for the text.
 */
export function CannedDialog({
  number,
  onInsert,
  onClose,
}: {
  number: number;
  onInsert: (text: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<FilledReply[]>();
  /** What `found` was found by: Enter must not insert what stood there for other words. */
  const [foundBy, setFoundBy] = useState('');
  const [problem, setProblem] = useState<string>();
  const [at, setAt] = useState(0);
  const chosen = found?.[at];

  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(async () => {
      const fields = { number: String(number), q: typed.trim() };
      const answer = await perform(findCannedRepliesAction, fields, texts.unreachable);
      if (isOld) return;
      setFound(answer.ok ? answer.value : []);
      setFoundBy(typed);
      setProblem(answer.ok ? undefined : answer.message);
      setAt(0);
    }, 120);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [typed, number, texts.unreachable]);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && found?.length) setAt((at + step + found.length) % found.length);
    else if (event.key === ';' && typed === '') onInsert(';');
    else if (event.key !== 'Enter') return;
    else if (chosen && foundBy === typed) onInsert(chosen.text);
    event.preventDefault();
  }

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('console.canned.insert')}
      actions={
        <Link href="/console/app-settings/canned-replies" className="link">
          {t('console.canned.manage')}
        </Link>
      }
    >
      <div className="canned">
        <input
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${at}`}
          aria-label={t('console.canned.search')}
          placeholder={t('console.canned.search')}
          autoComplete="off"
          className="control"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {problem && <FieldError>{problem}</FieldError>}
        <div
          id={listId}
          role="listbox"
          aria-label={t('console.canned.title')}
          aria-busy={found === undefined}
          className="canned-list"
        >
          {found?.map((reply, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the field above
            <div
              key={reply.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              data-highlighted={index === at || undefined}
              className="menu-item"
              onPointerMove={() => setAt(index)}
              onClick={() => onInsert(reply.text)}
            >
              <span dir="auto" className="truncate">
                {reply.title}
              </span>
            </div>
          ))}
        </div>
        {found?.length === 0 && !problem && (
          <p className="text-muted">
            {t(typed ? 'console.canned.noMatch' : 'console.canned.none')}
          </p>
        )}
        {chosen && (
          <section aria-label={t('console.canned.preview')} className="canned-preview" dir="auto">
            {chosen.text}
          </section>
        )}
      </div>
    </Dialog>
  );
}
