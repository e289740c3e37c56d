'use client';

import { MessageSquareQuote } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { IconButton } from '@/ui/icon-button';
import { CannedDialog } from './canned-dialog';

/** Stands in a composer and puts a canned reply into its text, where the cursor is. */
export function CannedPicker({ number }: { number: number }) {
  const t = useTranslations();
  const root = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);

  function insert(text: string) {
    setOpen(false);
    const field = root.current?.closest('form')?.querySelector('textarea');
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => field.focus());
  }

  return (
    <span ref={root}>
      <IconButton
        size="sm"
        data-canned
        label={t('console.canned.insert')}
        icon={<MessageSquareQuote aria-hidden />}
        onClick={() => setOpen(true)}
      />
      {open && <CannedDialog number={number} onInsert={insert} onClose={() => setOpen(false)} />}
    </span>
  );
}
