const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.RelativeTimeFormat | Intl.DateTimeFormat>();

/** Formatters are slow to make and a list needs the same one for every row. */
function kept<F extends Intl.RelativeTimeFormat | Intl.DateTimeFormat>(
  key: string,
  make: () => F,
): F {
  let format = formats.get(key) as F | undefined;
  if (!format) {
    format = make();
    formats.set(key, format);
  }
  return format;
}

export interface TimeStyle {
  locale: string;
  timeZone?: string;
  /** `3 hr. ago` instead of `3 hours ago`, for lists. */
  short?: boolean;
}

/** How long ago (or ahead), in words up to a week, then as a date. `at`, `now` in ms. */
export function relativeTime(at: number, now: number, style: TimeStyle): string {
  const away = at - now;
  const size = Math.abs(away);
  if (size < 45_000) return words(style, 'auto').format(0, 'second');
  if (size < hour - minute / 2) return count(away / minute, 'minute', style);
  if (size < day - hour / 2) return count(away / hour, 'hour', style);
  if (size < 7 * day) return count(away / day, 'day', style);
  const { locale, timeZone } = style;
  const sameYear = yearOf(at, style) === yearOf(now, style);
  return kept(
    `${locale}|${timeZone}|${sameYear}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone,
        day: 'numeric',
        month: 'short',
        ...(!sameYear && { year: 'numeric' }),
      }),
  ).format(at);
}

/** The whole date and time, for hovering and for machines that read aloud. */
export function exactTime(at: number, { locale, timeZone }: TimeStyle): string {
  return kept(
    `${locale}|${timeZone}|exact`,
    () => new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' }),
  ).format(at);
}

function count(amount: number, unit: 'minute' | 'hour' | 'day', style: TimeStyle): string {
  const whole = Math.sign(amount) * Math.max(1, Math.round(Math.abs(amount)));
  return words(style, 'always').format(whole, unit);
}

function words({ locale, short }: TimeStyle, numeric: 'auto' | 'always') {
  const style = short ? 'short' : 'long';
  return kept(
    `${locale}|${style}|${numeric}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric, style }),
  );
}

function yearOf(at: number, { timeZone }: TimeStyle): string {
  return kept(
    `year|${timeZone}`,
    () => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }),
  ).format(at);
}
