/**
 * A place's name in the IANA database, or UTC: an unknown one would break every page that shows
 * a date. Offsets and abbreviations are none: Postgres reads the sign of the ones the other way
 * round, `BST` is London there and Dhaka here, and `CET` has a summer here only.
 */
export function isTimeZone(name: string): boolean {
  if (!places.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** `Europe/Paris`; `Singapore` and `GB` are older names of places. */
const places = /^(?:[A-Za-z]\w*\/.*|[A-Z][a-z]{3,}|GB|NZ|PRC|ROC|ROK|GMT|UTC)$/s;

/** What there is to choose from, by name; with `also`, which may be an older name of one. */
export function timeZones(also: string): string[] {
  return [...new Set(['UTC', also, ...Intl.supportedValuesOf('timeZone')])].sort();
}
