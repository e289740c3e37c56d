import { type ChildNode, hasChildren, isTag, isText } from 'domhandler';
import { lost, quiet } from './elements';

/** The words in pieces of HTML, on one line; however deep they stand, no stack grows. Pure. */
export function plainWords(nodes: readonly ChildNode[]): string {
  return rawText(nodes).replace(/\s+/g, ' ').trim();
}

/** The text as it stands, with its line breaks: code. */
export function rawText(nodes: readonly ChildNode[]): string {
  const waiting = [...nodes].reverse();
  const parts: string[] = [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) parts.push(node.data);
    else if (isTag(node) && node.name === 'br') parts.push('\n');
    else if (isTag(node) && (lost.has(node.name) || isQuiet(node.name))) continue;
    else if (hasChildren(node)) {
      for (const child of [...node.children].reverse()) waiting.push(child);
    }
  }
  return parts.join('');
}

/** A title that was asked for says its words. */
function isQuiet(name: string): boolean {
  return name !== 'title' && quiet.has(name);
}
