import { instantAt } from './instant-at';

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
  return instantAt(new Date(wanted).toISOString().slice(0, 19), timeZone);
}
