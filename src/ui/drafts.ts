/** A draft that nobody came back to within a month is forgotten. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

type Values = Record<string, string>;

const keyOf = (key: string) => `draft:${key}`;

/** What is kept under a key. */
export interface KeptDraft {
  key: string;
  /** In ms since 1970. */
  at: number;
  /** Field name → text. */
  values: Values;
}

/** The texts kept under a key: field name → text. Empty where storage is blocked. */
export function readDraft(key: string, now: number, storage: Pick<Storage, 'getItem'>): Values {
  return keptUnder(key, now, storage)?.values ?? {};
}

/** All that is kept under keys that begin so, the newest first. */
export function draftsUnder(
  prefix: string,
  now: number,
  storage: Pick<Storage, 'getItem' | 'key' | 'length'>,
): KeptDraft[] {
  try {
    return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
      .filter((name) => name.startsWith(keyOf(prefix)))
      .flatMap((name) => keptUnder(name.slice(keyOf('').length), now, storage) ?? [])
      .sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

function keptUnder(
  key: string,
  now: number,
  storage: Pick<Storage, 'getItem'>,
): KeptDraft | undefined {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(key)) ?? 'null') as Partial<KeptDraft> | null;
    const { at = 0, values } = kept ?? {};
    return values && now - at < keptFor ? { key, at, values } : undefined;
  } catch {
    return undefined;
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
