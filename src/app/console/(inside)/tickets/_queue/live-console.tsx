'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { useLive } from '@/app/_live/use-live';

/**
 * Reads the page again when a ticket has changed, at most every two seconds however much
 * happens. What one is typing stays: only the server's part is drawn anew.
 */
export function LiveConsole() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  const [, start] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('console', ({ kind }) => {
    if (kind === 'presence') return;
    clearTimeout(timer.current);
    const wait = Math.max(100, last.current + 2_000 - Date.now());
    timer.current = setTimeout(() => {
      last.current = Date.now();
      start(() => router.refresh());
    }, wait);
  });
  return null;
}
