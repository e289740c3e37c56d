/**
 * A name of the IANA database that dates can be written in: an unknown one would break every page
 * that shows one. Offsets and abbreviations are none: Postgres reads the sign of the ones the other
 * way round, and `BST` is London there and Dhaka here.
 */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z]\w*\//.test(name)) return false;
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
