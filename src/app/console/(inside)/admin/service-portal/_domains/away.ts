const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * `10 seconds ago`, `in 5 minutes`, and beyond an hour the time of day with its date. What was is
 * at least a second ago, what will be at least a second away: `far` is below zero for the past.
 */
export function away(
  at: number,
  far: number,
  { locale, timeZone }: { locale: string; timeZone?: string },
): string {
  const size = Math.max(Math.abs(far), second);
  if (size >= hour) {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
    return new Intl.DateTimeFormat(locale, style).format(at);
  }
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const sign = far > 0 ? 1 : -1;
  return size < minute
    ? words.format(sign * Math.round(size / second), 'second')
    : words.format(sign * Math.round(size / minute), 'minute');
}
