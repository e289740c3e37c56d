/** What somebody typed into the search of tickets. */
export interface Search {
  /** `123` or `#123`: a ticket's number, beside the words. */
  number?: number;
  /** `#123`: the number and nothing else. */
  exact: boolean;
  /** Every word begins so, in any order: runs of letters and digits, twelve at most. */
  beginnings: string[];
  /** For LIKE over the folded title, its wildcards escaped: a piece out of the middle of a word. */
  fragment: string;
}

/**
 * Takes a search apart: words are runs of letters and digits, as the parser of Postgres sees most of
 * them. Undefined: blank.
 */
export function searchOf(typed: string | undefined): Search | undefined {
  const text = (typed ?? '').replaceAll('\0', '').normalize('NFC').trim().slice(0, 200);
  if (!text) return undefined;
  const number = /^#?\s*(\d{1,9})$/.exec(text)?.[1];
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return {
    ...(number ? { number: Number(number) } : {}),
    exact: number !== undefined && text.startsWith('#'),
    beginnings: words.slice(0, 12),
    fragment: text.toLowerCase().replace(/[\\%_]/g, '\\$&'),
  };
}
