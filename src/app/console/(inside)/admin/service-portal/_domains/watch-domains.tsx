'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';

const every = 3_000;

/**
 * Draws the page anew every three seconds while something is under way and somebody looks, and
 * tells screen readers what has changed: `news` says the states in one sentence.
 */
export function WatchDomains({ isUnderWay, news }: { isUnderWay: boolean; news: string }) {
  const router = useRouter();
  useEffect(() => {
    if (!isUnderWay) return;
    const look = () => {
      if (!document.hidden) startTransition(() => router.refresh());
    };
    const timer = setInterval(look, every);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isUnderWay, router]);
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}
