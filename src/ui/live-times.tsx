'use client';

import { useEffect } from 'react';
import { relativeTime } from './relative-time';

/**
 * Keeps every `TimeAgo` of the page current, once a minute while the page is seen. It
 * writes into the text node that React made, so that a later render still finds its own.
 */
export function LiveTimes({ locale, timeZone }: { locale: string; timeZone?: string }) {
  useEffect(() => {
    function update() {
      if (document.hidden) return;
      const now = Date.now();
      for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
        const short = time.dataset.ago === 'short';
        const words = relativeTime(Date.parse(time.dateTime), now, { locale, timeZone, short });
        const text = time.firstChild;
        if (text && text.nodeValue !== words) text.nodeValue = words;
      }
    }
    const timer = setInterval(update, 60_000);
    document.addEventListener('visibilitychange', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
    };
  }, [locale, timeZone]);
  return null;
}
