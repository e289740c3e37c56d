import 'server-only';
import { buffer } from 'node:stream/consumers';
import { type MimeNode, Splitter } from '@zone-eu/mailsplit';
import { decodeText } from './decode-text';

/** A part of a mail: a text, a file, or what others stand in. */
export interface MailPart {
  /** In lower case, without parameters. */
  type: string;
  charset: string | null;
  /** RFC 3676: lines end where a paragraph does. */
  flowed: false | { removesSpace: boolean };
  isAttachment: boolean;
  fileName: string | null;
  contentId: string | null;
  /** Names in lower case, values unfolded and not decoded further; the first 1,000. */
  headers: [name: string, value: string][];
  /** Without its transfer encoding; empty where it has parts. */
  content: Buffer;
  parts: MailPart[];
}

/** 100 parts, and a header that is a header; more makes the splitter give up, and us with it. */
const limits = { maxChildNodes: 100, maxHeadSize: 256 * 1024, ignoreEmbedded: true };
const mostHeaders = 1000;

/**
 * Takes a mail apart by its boundaries. A mail inside the mail stays whole, a file. Throws what the
 * splitter throws where the mail goes beyond its limits.
 */
export async function splitMail(raw: Buffer): Promise<MailPart> {
  const splitter = new Splitter(limits);
  splitter.end(raw);
  const made = new Map<MimeNode, Growing>();
  let root: Growing | undefined;
  for await (const chunk of splitter) {
    if (chunk.type === 'node') {
      const node = chunk as MimeNode;
      const grown = begin(node);
      made.set(node, grown);
      const parent = node.parentNode ? made.get(node.parentNode) : undefined;
      (parent ?? root)?.part.parts.push(grown.part);
      root ??= grown;
    } else {
      made.get(chunk.node)?.chunks.push(chunk.value);
    }
  }
  if (!root) throw new Error('there is nothing in it');
  await Promise.all([...made.values()].map(finish));
  return root.part;
}

interface Growing {
  node: MimeNode;
  part: MailPart;
  chunks: Buffer[];
}

function begin(node: MimeNode): Growing {
  const headers = headersOf(node);
  const id = headers.find(([name]) => name === 'content-id')?.[1];
  const type = node.contentType || '';
  const part: MailPart = {
    // A type that is none means text (RFC 2045, 5.2).
    type: type.includes('/') ? type : 'text/plain',
    charset: node.charset || null,
    flowed: node.flowed && { removesSpace: node.delSp },
    isAttachment: node.disposition !== false && node.disposition !== 'inline',
    fileName: node.filename || null,
    contentId: id?.replace(/^<|>$/g, '').trim() || null,
    headers,
    content: Buffer.alloc(0),
    parts: [],
  };
  return { node, part, chunks: [] };
}

function headersOf(node: MimeNode): MailPart['headers'] {
  if (!node.headers) return [];
  return node.headers
    .getList()
    .slice(0, mostHeaders)
    .map(({ key, line }) => {
      const text = decodeText(Buffer.from(line, 'latin1'), null).replaceAll('\0', ' ');
      return [
        key,
        text
          .slice(text.indexOf(':') + 1)
          .replace(/\r?\n(?=[ \t])/g, '')
          .trim(),
      ];
    });
}

/** What was between the boundaries, decoded; a multipart without any part is a text. */
async function finish({ node, part, chunks }: Growing): Promise<void> {
  if (part.parts.length > 0) return;
  if (part.type.startsWith('multipart/')) part.type = 'text/plain';
  const decoder = node.getDecoder();
  decoder.end(Buffer.concat(chunks));
  part.content = await buffer(decoder);
}
