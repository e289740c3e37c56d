'use client';

import { useEffect, useRef } from 'react';
import { Notice } from '@/ui/notice';

/** After submitting: the number and what happens next. Takes the focus; gone after a reload. */
export function SentNotice({ title, text }: { title: string; text: string }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return (
    <Notice ref={notice} tone="success" title={title} role="status" tabIndex={-1}>
      {text}
    </Notice>
  );
}
