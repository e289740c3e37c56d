/** A draft that nobody came back to within a month is forgotten. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

type Values = Record<string, string>;

const keyOf = (key: string) => `draft:${key}`;

/** The texts kept under a key: field name → text. Empty where storage is blocked. */
export function readDraft(key: string, now: number, storage: Pick<Storage, 'getItem'>): Values {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(key)) ?? 'null') as {
      at?: number;
      values?: Values;
    } | null;
    return kept?.values && now - (kept.at ?? 0) < keptFor ? kept.values : {};
  } catch {
    return {};
  }
}

/** Keeps what has text; with nothing left the draft goes. */
export function keepDraft(
  key: string,
  values: Values,
  now: number,
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  const filled = Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim()));
  try {
    if (Object.keys(filled).length === 0) storage.removeItem(keyOf(key));
    else storage.setItem(keyOf(key), JSON.stringify({ at: now, values: filled }));
  } catch {
    // Full or blocked storage must never get in the way of typing.
  }
}
