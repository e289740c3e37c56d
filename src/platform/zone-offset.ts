const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Map<number, number>>();

/** How far the clocks in a zone are ahead of UTC at `at`, in milliseconds. */
export function zoneOffset(at: number, timeZone: string): number {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const { year, month, day, hour, minute, second } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** A stretch of time, in ms, in which a zone's clocks keep their distance from UTC. */
export interface Stretch {
  from: number;
  to: number;
  offset: number;
}

/**
 * The time from `from` to `to` in stretches of one offset, in their order and without a gap.
 * Lazy, a day at a time: who finds what they look for early pays for no more.
 */
export function* stretchesOf(timeZone: string, from: number, to: number): Generator<Stretch> {
  for (let at = from; at < to; ) {
    const midnight = (Math.floor(at / day) + 1) * day;
    const before = at === midnight - day ? atMidnight(midnight - day, timeZone) : undefined;
    const offset = before ?? zoneOffset(at, timeZone);
    const change =
      offset === atMidnight(midnight, timeZone) ? midnight : changeBetween(at, midnight, timeZone);
    const end = Math.min(change, to);
    yield { from: at, to: end, offset };
    at = end;
  }
}

/** Asking `Intl` is slow and the same midnights are asked for again and again. */
function atMidnight(midnight: number, timeZone: string): number {
  const midnights = known.get(timeZone) ?? new Map<number, number>();
  known.set(timeZone, midnights);
  const found = midnights.get(midnight);
  if (found !== undefined) return found;
  if (midnights.size > 10_000) midnights.clear();
  const offset = zoneOffset(midnight, timeZone);
  midnights.set(midnight, offset);
  return offset;
}

/** The instant at which the clocks change; they do so at a whole second. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const before = zoneOffset(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const found = formats.get(timeZone);
  if (found) return found;
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
  formats.set(timeZone, format);
  return format;
}
