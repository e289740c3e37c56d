import libmime from 'libmime';
import { decodeText } from './decode-text';
import type { MailPart } from './split-mail';
import { textOfHtml } from './text-of-html';

/** What a reader would see of a mail, and the parts that are files. */
export interface Chosen {
  text: string;
  /** Null where no part is HTML. */
  html: string | null;
  files: MailPart[];
}

/** A stretch of the letter, in one or both of its forms. */
interface Stretch {
  plain?: string;
  html?: string;
}

/**
 * Chooses from a mail's parts as RFC 2046 means it: of alternatives the plain text, if it says
 * anything, and the last HTML; everything else in its order. A text with a name is a file, unless
 * it is all there is. The signature of a signed mail is neither.
 */
export function chooseText(root: MailPart): Chosen {
  const files: MailPart[] = [];
  const stretches = stretchesOf(root, files, { isFirst: true });
  const text = stretches.map(({ plain, html }) => plain?.trim() || textOfHtml(html ?? ''));
  const hasHtml = stretches.some(({ html }) => html !== undefined);
  return {
    text: text.filter((one) => one !== '').join('\n\n'),
    html: hasHtml ? stretches.map((one) => one.html ?? asHtml(one.plain ?? '')).join('\n') : null,
    files,
  };
}

function stretchesOf(part: MailPart, files: MailPart[], seen: { isFirst: boolean }): Stretch[] {
  if (part.parts.length === 0) {
    const isText = part.type === 'text/plain' || part.type === 'text/html';
    if (isText && !part.isAttachment && (seen.isFirst || part.fileName === null)) {
      seen.isFirst = false;
      return [part.type === 'text/html' ? { html: textIn(part) } : { plain: textIn(part) }];
    }
    if (part.content.length > 0) files.push(part);
    return [];
  }
  if (part.type === 'multipart/alternative') return alternativesOf(part, files, seen);
  const parts = part.type === 'multipart/signed' ? part.parts.slice(0, 1) : part.parts;
  return parts.flatMap((one) => stretchesOf(one, files, seen));
}

/** One stretch of all forms; forms that we don't show (AMP, enriched text) are no files either. */
function alternativesOf(part: MailPart, files: MailPart[], seen: { isFirst: boolean }): Stretch[] {
  const wasFirst = seen.isFirst;
  const both: Stretch = {};
  for (const form of part.parts) {
    const isOther = form.parts.length === 0 && /^text\/(?!plain|html|calendar)/.test(form.type);
    if (isOther && !form.isAttachment && form.fileName === null) continue;
    const found = stretchesOf(form, files, { isFirst: wasFirst });
    const plain = found.flatMap((one) => one.plain ?? []).join('\n\n');
    const html = found.flatMap((one) => one.html ?? []).join('\n');
    if (plain.trim() !== '') both.plain ??= plain;
    if (html.trim() !== '') both.html = html;
  }
  if (both.plain === undefined && both.html === undefined) return [];
  seen.isFirst = false;
  return [both];
}

/** More bytes of a text than anybody reads; the original has the rest. */
const mostBytes = 4_000_000;

function textIn({ content, charset, flowed }: MailPart): string {
  const text = decodeText(beginning(content), charset).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  return flowed ? libmime.decodeFlowed(text, flowed.removesSpace) : text;
}

/** Up to the end of a line, so that no letter is cut in two. */
function beginning(content: Buffer): Buffer {
  if (content.length <= mostBytes) return content;
  const end = content.lastIndexOf('\n', mostBytes);
  return content.subarray(0, end > 0 ? end : mostBytes);
}

/** What was plain between what was HTML; styles would not outlive the sanitiser. */
const asHtml = (text: string) =>
  `<p>${text.replace(/[&<>]/g, (sign) => entities[sign]!).replaceAll('\n', '<br>')}</p>`;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
