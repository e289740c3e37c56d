/** Builds lines of text, each behind as many `>` as it is quoted; in linear time. */
export interface QuotedLines {
  /** Adds to the line; spaces at its start or after another space are left out, unless kept. */
  write(text: string, keepsSpace?: boolean): void;
  newLine(): void;
  /** A line of its own from here on; with `isParagraph` an empty one above it. */
  begin(isParagraph: boolean): void;
  endsInWord(): boolean;
  quote(deeper: 1 | -1): void;
  text(): string;
}

export function quotedLines(): QuotedLines {
  const lines: string[] = [];
  let line: string[] = [];
  let quotes = 0;
  let quotesOfLine = 0;
  let ending: 'nothing' | 'space' | 'word' = 'nothing';
  const newLine = () => {
    const sign = '> '.repeat(Math.min(ending === 'nothing' ? quotes : quotesOfLine, 20));
    lines.push((sign + line.join('')).trimEnd());
    line = [];
    ending = 'nothing';
  };
  return {
    newLine,
    write(text, keepsSpace = false) {
      const added = keepsSpace || ending === 'word' ? text : text.replace(/^ +/, '');
      if (added === '') return;
      if (ending === 'nothing') quotesOfLine = quotes;
      line.push(added);
      ending = added.endsWith(' ') ? 'space' : 'word';
    },
    begin(isParagraph) {
      if (ending !== 'nothing') newLine();
      if (isParagraph && /[^>\s]/.test(lines.at(-1) ?? '')) newLine();
    },
    endsInWord: () => ending === 'word',
    quote(deeper) {
      quotes = Math.max(0, quotes + deeper);
    },
    text() {
      newLine();
      return lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
    },
  };
}
