const known: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  shy: '\u00ad',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsaquo: '‹',
  rsaquo: '›',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  sect: '§',
  para: '¶',
  middot: '·',
  bull: '•',
  times: '×',
  plusmn: '±',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
};

const reference = /&(?:#(\d{1,7})|#[Xx]([\dA-Fa-f]{1,6})|([A-Za-z]\w{1,30}));/g;

/**
 * Text with its character references (`&nbsp;`) as the characters they stand for; undefined where
 * one is not known here. Pure.
 */
export function withoutReferences(text: string): string | undefined {
  let isKnown = true;
  const plain = text.replace(reference, (whole, decimal, hex, name) => {
    const character = name ? known[name] : ofCode(decimal ? Number(decimal) : Number(`0x${hex}`));
    if (character === undefined) isKnown = false;
    return character ?? whole;
  });
  return isKnown ? plain : undefined;
}

/** Control characters and halves of pairs mean something else in HTML, or nothing. */
function ofCode(code: number): string | undefined {
  if (code < 32 || (code > 126 && code < 160)) return undefined;
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}
