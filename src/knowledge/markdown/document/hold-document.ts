import { type CalloutKind, calloutKinds } from '@/knowledge/markdown/callout';
import { renderMarkdown } from '@/knowledge/markdown/render-markdown';
import { withoutReferences } from './character-references';
import type { DocumentNode } from './document';
import { readDocument } from './read-document';
import { Unheld } from './read-line';
import { writeDocument } from './write-document';

/**
 * Markdown as the editor holds it, or undefined where readers would see anything else after it was
 * written back: the renderer itself is asked. Pure.
 */
export function holdDocument(markdown: string): DocumentNode | undefined {
  try {
    const document = readDocument(markdown);
    return shownAs(writeDocument(document)) === shownAs(markdown) ? document : undefined;
  } catch (error) {
    if (error instanceof Unheld) return undefined;
    throw error;
  }
}

const names = Object.fromEntries(calloutKinds.map((kind) => [kind, kind])) as Record<
  CalloutKind,
  string
>;
const inlineTag = /^<(\/?)(strong|em|del|code|a)[ >]/;

/**
 * What readers see of Markdown, so that it can be compared: blocks, and pieces of text with how
 * they are set, whatever the order of the tags, references and white space that say so.
 */
export function shownAs(markdown: string): string {
  const { html } = renderMarkdown(markdown, names);
  const shown: string[] = [];
  let open: string[] = [];
  let line: [marks: string, text: string][] = [];
  let isCode = false;
  function endLine() {
    const text = line.map(([marks, piece]) => `{${marks}}${piece}`).join('');
    if (line.length > 0) shown.push(text.replace(/ +$/, '').replace(/^(\{[^}]*\}) +/, '$1'));
    line = [];
  }
  function add(text: string) {
    const marks = [...new Set(open)].sort().join('');
    const last = line.at(-1);
    if (last?.[0] === marks) last[1] += text;
    else line.push([marks, text]);
  }
  for (const [part] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = inlineTag.exec(part);
    if (tag && !isCode) {
      if (!tag[1]) open.push(part);
      else open = without(open, `<${tag[2]}`);
    } else if (!part.startsWith('<')) {
      add(isCode ? part : (withoutReferences(part) ?? part).replace(/[ \t\n]+/g, ' '));
    } else if (part.startsWith('<img')) add(part);
    else {
      endLine();
      shown.push(part.replace(/ id="[^"]*"/, ''));
      if (/^<\/?pre\b/.test(part)) isCode = part.startsWith('<pre');
    }
  }
  endLine();
  return shown.join('\n');
}

function without(open: string[], start: string): string[] {
  const at = open.findLastIndex((tag) => tag.startsWith(`${start} `) || tag === `${start}>`);
  return open.filter((_, index) => index !== at);
}
