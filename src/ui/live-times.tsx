'use client';

import { useEffect } from 'react';
import { exactTime, relativeTime } from './relative-time';

/**
 * Keeps every `TimeAgo` of the page current, once a minute while the page is seen, and says the
 * exact time to whoever points at one. It
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
    function explain(event: Event) {
      const time = event.target instanceof Element ? event.target.closest('time[data-ago]') : null;
      if (!(time instanceof HTMLTimeElement) || time.title) return;
      time.title = exactTime(Date.parse(time.dateTime), { locale, timeZone });
    }
    const timer = setInterval(update, 60_000);
    document.addEventListener('pointerover', explain);
    document.addEventListener('visibilitychange', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('pointerover', explain);
      document.removeEventListener('visibilitychange', update);
    };
  }, [locale, timeZone]);
  return null;
}
