import 'server-only';
import libmime from 'libmime';
import { parseAddressHeader } from 'mailparser';
import { strictAddress } from '@/platform/mail-address';
import { chooseText } from './choose-text';
import { filesOfMail, isCalendar } from './files-of-mail';
import { foldQuotedText } from './fold-quoted-text';
import type { ReadAddress, ReadFile, ReadMail } from './inbound-mail';
import { openWrapped } from './open-wrapped';
import { readInvitation } from './read-invitation';
import { type MailPart, splitMail } from './split-mail';

/** How much of each is looked at. */
const most = {
  addresses: 200,
  references: 50,
  text: 200_000,
  subject: 1000,
  name: 200,
  value: 5000,
};

/**
 * Takes a mail apart: header, text, files. Runs in the worker only, since strangers decide how much
 * work it is. Throws what the splitter throws where the mail goes beyond its limits.
 */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const root = await splitMail(raw);
  const headers = headersOf(root);
  const first = (name: string) => headers[name]?.[0] ?? '';
  const { content, hasEncrypted } = await openWrapped(root);
  const read = filesOfMail(chooseText(content));
  const isEncrypted = (hasEncrypted && read.text === '') || isArmoured.test(read.text);
  const subject = clip(decoded(first('subject')), most.subject);
  const text = isEncrypted ? '' : read.text.slice(0, most.text).toWellFormed();
  const calendar = read.files.find(({ contentType }) => isCalendar(contentType));
  return {
    messageId: messageIdOf(first('message-id')),
    from: addressesOf(first('from'))[0] ?? null,
    to: addressesOf(...valuesOf(root, 'to')),
    cc: addressesOf(...valuesOf(root, 'cc')),
    subject,
    date: dateOf(first('date')),
    references: referencesOf(headers),
    headers,
    text,
    ownText: foldQuotedText(text, subject),
    html: isEncrypted ? null : read.html,
    files: isEncrypted ? [whole(raw)] : read.files,
    isEncrypted,
    invitation: (calendar && readInvitation(calendar.bytes)) ?? null,
  };
}

const isArmoured = /^\s*-----BEGIN PGP MESSAGE-----/;

/** What its recipient's own program can open. */
const whole = (raw: Buffer): ReadFile => ({
  fileName: 'encrypted.eml',
  contentType: 'message/rfc822',
  bytes: new Uint8Array(raw),
  contentId: null,
});

function headersOf({ headers: lines }: MailPart): ReadMail['headers'] {
  const headers: ReadMail['headers'] = Object.create(null);
  for (const [name, value] of lines) {
    headers[name] ??= [];
    headers[name].push(value.slice(0, most.value));
  }
  return { ...headers };
}

const valuesOf = ({ headers }: MailPart, name: string) =>
  headers.flatMap(([one, value]) => (one === name ? [value] : []));

/** Those of the header; none hides in a name or in an encoded word. */
function addressesOf(...values: string[]): ReadAddress[] {
  const { value } = parseAddressHeader(values, { decodePunycode: false });
  return value
    .flatMap((entry) => entry.group ?? [entry])
    .slice(0, most.addresses)
    .flatMap(({ address, name }) => {
      if (!address) return [];
      const written = strictAddress(address) ?? clip(address.toLowerCase(), 320);
      return [{ address: written, name: clip(name, most.name) }];
    });
}

function messageIdOf(value: string): string | null {
  const bare = clip(value, most.value).replace(/^<|>$/g, '');
  return bare ? `<${bare.slice(0, 498)}>` : null;
}

function dateOf(value: string): Date | null {
  const date = new Date(value.replace(/\([^()]*\)\s*$/, ''));
  return value === '' || Number.isNaN(date.getTime()) ? null : date;
}

function referencesOf(headers: ReadMail['headers']): string[] {
  const answered = headers['in-reply-to']?.[0] ?? '';
  const ids = (text: string) => text.match(/<[^<>\s]{1,500}>/g) ?? [];
  const each = [...ids(answered), ...ids((headers.references ?? []).join(' ')).reverse()];
  return [...new Set(each)].slice(0, most.references);
}

function decoded(value: string): string {
  try {
    return libmime.decodeWords(value);
  } catch {
    return value; // a set of characters that nobody knows
  }
}

const clip = (text: string, length: number) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, length)
    .toWellFormed();
