import { calloutNamed } from '@/knowledge/import/html/callout-class';

const opening = /^(:{3,})[ \t]*([A-Za-z]+)[ \t]*(.*)$/;

/**
 * Boxes between lines of colons (`:::tip` … `:::`) as callouts of ours; their title becomes bold. Of
 * a kind that we don't know they stay as they are. Pure.
 */
export function fencedCallouts(markdown: string): string {
  const lines = markdown.split('\n');
  const done: string[] = [];
  /** Fences that nothing closes from here on. */
  const endless = new Set<string>();
  let code = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const fence = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence && (!code || fence.startsWith(code))) code = code ? '' : fence;
    const [, colons = '', word = '', title = ''] = (!code && opening.exec(line)) || [];
    const kind = calloutNamed(word);
    const end = kind && !endless.has(colons) ? lines.indexOf(colons, at + 1) : -1;
    if (kind && end < 0) endless.add(colons);
    if (!kind || end < 0) done.push(line);
    else {
      const named = title.replace(/^\[(.*)\]$/, '$1').trim();
      const inside = [...(named ? [`**${named}**`, ''] : []), ...lines.slice(at + 1, end)];
      done.push(`> [!${kind.toUpperCase()}]`, ...inside.map((one) => `> ${one}`.trimEnd()), '');
      at = end;
    }
  }
  return done.join('\n');
}
