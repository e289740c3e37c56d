'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { away } from './away';

/**
 * When the DNS was last looked at, and when it is again: to the second, as time goes by. Of a host
 * that is `isWatched`, the open page has it looked at every few seconds.
 */
export function LookTimes({
  checked,
  next,
  isWatched,
}: {
  checked: number | null;
  next: number | null;
  isWatched: boolean;
}) {
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
  const far = (at: number) => at - (now ?? at);
  const nextLook = () => {
    if (isWatched) return t('console.admin.domains.checksWhileOpen');
    if (next === null || now === undefined) return null;
    if (next <= now) return t('console.admin.domains.checksNow');
    return t('console.admin.domains.checksAgain', { when: away(next, far(next), style) });
  };
  return (
    <p className="row-note">
      {checked === null
        ? t('console.admin.domains.neverChecked')
        : t('console.admin.domains.checked', {
            when: away(checked, Math.min(far(checked), 0), style),
          })}{' '}
      {nextLook()}
    </p>
  );
}
