import 'server-only';
import { type MailPart, splitMail } from './split-mail';
import { unwrapSigned } from './unwrap-signed';

/** Signed within signed, and no deeper. */
const deepest = 3;

/** A mail without its S/MIME wrappers, and whether something in it is for its recipient’s key alone. */
export interface Opened {
  content: MailPart;
  hasEncrypted: boolean;
}

/** Puts in the place of each signed wrapper the mail that it holds. Others stay as they are. */
export async function openWrapped(part: MailPart, depth = 0): Promise<Opened> {
  if (part.type === 'multipart/encrypted') return { content: part, hasEncrypted: true };
  if (part.parts.length > 0) {
    const opened = await Promise.all(part.parts.map((one) => openWrapped(one, depth)));
    const parts = opened.map(({ content }) => content);
    return { content: { ...part, parts }, hasEncrypted: opened.some((one) => one.hasEncrypted) };
  }
  const inside = isWrapper(part) ? unwrapSigned(part.content) : undefined;
  if (inside && 'encrypted' in inside) return { content: part, hasEncrypted: true };
  if (!inside || depth >= deepest) return { content: part, hasEncrypted: false };
  return openWrapped(await splitMail(inside.signed), depth + 1);
}

const isWrapper = ({ type, fileName }: MailPart) =>
  /^application\/(x-)?pkcs7-mime$/.test(type) ||
  (type === 'application/octet-stream' && /\.p7m$/i.test(fileName ?? ''));
