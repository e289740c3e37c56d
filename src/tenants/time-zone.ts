/**
 * A name that dates can be written in: an unknown one would break every page that shows one. A bare
 * offset is none: Postgres reads its sign the other way round.
 */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** What there is to choose from, by name; with `also`, which may be an older name of one. */
export function timeZones(also: string): string[] {
  return [...new Set(['UTC', also, ...Intl.supportedValuesOf('timeZone')])].sort();
}
