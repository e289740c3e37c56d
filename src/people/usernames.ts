const longest = 40;

/** Letters that Unicode does not take apart into a letter of ASCII and a mark. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
/** As Germans write their umlauts where there are none; everybody else drops the dots. */
const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Text in lower-case ASCII, as a reader of `language` would write it. */
export function asciiFold(text: string, language: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  const german = language === 'de' ? lower.replace(/[äöü]/g, (letter) => umlauts[letter]!) : lower;
  return german
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/**
 * `first.last` from a name, in lower-case ASCII. A name that has no letters of ours gives the
 * local part of the address, else `contact`.
 */
export function usernameFrom(name: string, email: string | null, language: string): string {
  const fold = (text: string) =>
    asciiFold(text, language)
      .replace(/['’]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
      .split(' ')
      .filter(Boolean);
  const words = name
    .split(/\s+/)
    .map((word) => fold(word).join('-'))
    .filter(Boolean);
  const local = fold(email?.split('@')[0] ?? '').join('.');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const full = ends.join('.') || local || 'contact';
  return full.slice(0, longest).replace(/[.-]+$/, '');
}

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function freeUsername(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let count = 2; ; count++) {
    if (!taken.has(`${base}-${count}`)) return `${base}-${count}`;
  }
}
