const formats = new Map<string, Intl.DateTimeFormat>();

/** A day and its minute, for what must be known exactly and may be months away. */
export function dateAndTime(
  at: Date,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const key = `${locale}|${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' });
    formats.set(key, format);
  }
  return format.format(at);
}
