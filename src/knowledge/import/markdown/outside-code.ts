const fenced = /^(?:[ \t>]|[-+*] |\d{1,9}[.)] )*(`{3,}|~{3,})/;

/**
 * Changes what stands in Markdown outside of code, and leaves code as it is. `change` is told the
 * line, from 0, in which each piece begins. Pure.
 */
export function outsideCode(
  markdown: string,
  change: (text: string, line: number) => string,
): string {
  const lines = markdown.split('\n');
  const done: string[] = [];
  let from = 0;
  const words = (to: number) => {
    if (to > from) done.push(outsideSpans(lines.slice(from, to).join('\n'), from, change));
  };
  for (let at = 0; at < lines.length; at++) {
    const fence = fenced.exec(lines[at]!)?.[1];
    if (!fence) continue;
    words(at);
    const end = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`);
    let to = at + 1;
    while (to < lines.length && !end.test(lines[to]!)) to++;
    done.push(lines.slice(at, to + 1).join('\n'));
    from = to + 1;
    at = to;
  }
  words(lines.length);
  return done.join('\n');
}

function outsideSpans(
  text: string,
  line: number,
  change: (text: string, line: number) => string,
): string {
  const done: string[] = [];
  let from = 0;
  let at = line;
  for (const { start, end } of spansIn(text)) {
    const before = text.slice(from, start);
    done.push(change(before, at), text.slice(start, end));
    at += text.slice(from, end).split('\n').length - 1;
    from = end;
  }
  done.push(change(text.slice(from), at));
  return done.join('');
}

/** How far a span's end is looked for. */
const mostRuns = 200;

/** From a run of backticks to the next one of the same length in the same paragraph. */
function spansIn(text: string): { start: number; end: number }[] {
  const runs = [...text.matchAll(/`+|\n[ \t]*\n/g)].map(({ 0: run, index }) => ({ run, index }));
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at < runs.length; at++) {
    const { run, index } = runs[at]!;
    if (!run.startsWith('`')) continue;
    let close = at + 1;
    while (close < runs.length && close < at + mostRuns) {
      const next = runs[close]!.run;
      if (next === run || next.startsWith('\n')) break;
      close++;
    }
    const closing = runs[close];
    if (closing?.run !== run) continue;
    spans.push({ start: index, end: closing.index + run.length });
    at = close;
  }
  return spans;
}
