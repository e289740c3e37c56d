import { relativeTime } from './relative-time';

/**
 * `3 hours ago`, the exact time on hover. Plain markup: `LiveTimes`, once in the layout, keeps
 * every one of them current and writes the exact time when it is wanted, so that a list does
 * not carry it for every row. `at`: RFC 3339, a Date or ms.
 */
export function TimeAgo({
  at,
  locale,
  timeZone,
  short,
  className,
}: {
  at: string | number | Date;
  locale: string;
  timeZone?: string;
  short?: boolean;
  className?: string;
}) {
  const time = new Date(at);
  const style = { locale, timeZone, short };
  return (
    <time
      suppressHydrationWarning
      dateTime={time.toISOString()}
      data-ago={short ? 'short' : 'long'}
      className={className}
    >
      {relativeTime(time.getTime(), Date.now(), style)}
    </time>
  );
}
