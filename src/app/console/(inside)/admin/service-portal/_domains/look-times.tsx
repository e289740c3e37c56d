'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** When the DNS was last looked at, and when it is again: to the second, as time goes by. */
export function LookTimes({ checked, next }: { checked: number | null; next: number | null }) {
  const t = useTranslations();
  const style = { locale: useLocale(), timeZone: useTimeZone() };
  const [now, setNow] = useState<number>();
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  // Until the first tick as on the server, which knows no time of the reader's.
  const at = now ?? Math.max(checked ?? 0, 0);
  return (
    <p className="row-note">
      {checked === null
        ? t('console.admin.domains.neverChecked')
        : t('console.admin.domains.checked', { when: away(checked, at, style) })}
      {next !== null && now !== undefined && (
        <>
          {' '}
          {next <= now
            ? t('console.admin.domains.checksNow')
            : t('console.admin.domains.checksAgain', { when: away(next, now, style) })}
        </>
      )}
    </p>
  );
}

const minute = 60_000;
const hour = 60 * minute;

/** `10 seconds ago`, `in 5 minutes`, and beyond an hour the time of day with its date. */
function away(
  at: number,
  now: number,
  { locale, timeZone }: { locale: string; timeZone?: string },
): string {
  const far = at - now;
  const size = Math.abs(far);
  if (size >= hour) {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
    return new Intl.DateTimeFormat(locale, style).format(at);
  }
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  return size < minute
    ? words.format(Math.round(far / 1_000), 'second')
    : words.format(Math.round(far / minute), 'minute');
}
