'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { useLive } from '@/app/_live/use-live';

/**
 * Shows what has changed without a reload. What one is typing stays: only the server's part of
 * the page is read again, at most once a second however much happens.
 */
export function LiveRefresh() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  const [, startTransition] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('portal', () => {
    clearTimeout(timer.current);
    const wait = Math.max(50, last.current + 1_000 - Date.now());
    timer.current = setTimeout(() => {
      last.current = Date.now();
      startTransition(() => router.refresh());
    }, wait);
  });
  return null;
}
