/**
 * The instant at which a day (`2026-03-29`) begins in a time zone; `add` days later where that is
 * given. Undefined for what is no day.
 */
export function startOfDay(day: string, timeZone: string, add = 0): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const wanted = Date.parse(`${day}T00:00:00Z`) + add * 86_400_000;
  if (Number.isNaN(wanted) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) {
    return undefined;
  }
  // Twice, because the offset of the first guess may be the one from before a change of clocks.
  const guess = wanted - offset(wanted, timeZone);
  return new Date(wanted - offset(guess, timeZone));
}

/** How far the clocks in a zone are ahead of UTC, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const { year, month, day, hour, minute, second } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
