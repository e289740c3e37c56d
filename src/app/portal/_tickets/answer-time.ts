const day = 86_400_000;

/**
 * Until when a contact is answered, as one says it: the weekday and the time, with the date where
 * that is further away than the next days.
 */
export function answerTime(
  at: Date,
  now: Date,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const isNear = at.getTime() - now.getTime() < 6 * day;
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    ...(!isNear && { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}
