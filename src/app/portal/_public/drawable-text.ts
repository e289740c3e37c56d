/**
 * What of a text the picture's font has letters for: Latin with every accent, Cyrillic, and the
 * signs of ordinary writing. The rest goes, since whoever draws would ask other servers for it.
 * At most `most` characters, cut between two words.
 */
export function drawableText(text: string, most: number): string {
  const known = text
    .normalize('NFC')
    .replace(/[\s\u2000-\u200a\u202f]+/g, ' ')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(unknown, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (known.length <= most) return known;
  const cut = known.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()}…`;
}

/** ©, ® and ™ are drawn as emoji, which come from elsewhere. */
const unknown =
  /[^ -~¡-¨ª-¬¯-ēĖ-īĮ-ķĹ-ĽŁ-ňŊ-ōŐ-žЀ-џ\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac]/gu;
