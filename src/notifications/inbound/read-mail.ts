import 'server-only';
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { ReadAddress, ReadFile, ReadMail } from './inbound-mail';

/** 100 parts, and a header that is a header; more makes the parser give up, and us with it. */
const limits = { maxChildNodes: 100, maxHeadSize: 256 * 1024, maxHtmlLengthToParse: 2_000_000 };

/** How much of each is looked at. */
const most = { addresses: 200, references: 50, text: 200_000, subject: 1000, name: 200 };

/**
 * Takes a mail apart: header, text, files. Runs in the worker only, since strangers decide how much
 * work it is. Throws what the parser throws where the mail goes beyond its limits.
 */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const parsed = await simpleParser(raw, {
    ...limits,
    keepCidLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: false,
  });
  return {
    messageId: clip(parsed.messageId, 500) || null,
    from: addressesOf(parsed.from)[0] ?? null,
    to: addressesOf(parsed.to),
    cc: addressesOf(parsed.cc),
    subject: clip(parsed.subject, most.subject),
    date: parsed.date ?? null,
    references: referencesOf(parsed),
    headers: headersOf(parsed),
    text: clean(parsed.text ?? '').slice(0, most.text),
    html: parsed.html || null,
    files: parsed.attachments.map(fileOf),
  };
}

function addressesOf(found: AddressObject | AddressObject[] | undefined): ReadAddress[] {
  const entries = [found ?? []].flat().flatMap(({ value }) => value);
  return entries
    .flatMap((entry) => entry.group ?? [entry])
    .slice(0, most.addresses)
    .flatMap(({ address, name }) =>
      address
        ? [{ address: address.toLowerCase().slice(0, 320), name: clip(name, most.name) }]
        : [],
    );
}

function referencesOf({ inReplyTo, references }: ParsedMail): string[] {
  const ids = [inReplyTo ?? '', ...[references ?? []].flat().reverse()];
  const each = ids.flatMap((text) => text.match(/<[^<>\s]{1,500}>/g) ?? []);
  return [...new Set(each)].slice(0, most.references);
}

function headersOf({ headerLines }: ParsedMail): ReadMail['headers'] {
  const headers: ReadMail['headers'] = Object.create(null);
  for (const { key, line } of headerLines.slice(0, 1000)) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ');
    headers[key] ??= [];
    headers[key].push(value.trim().slice(0, 5000));
  }
  return { ...headers };
}

function fileOf({ filename, contentType, cid, content }: Attachment, index: number): ReadFile {
  const bytes = new Uint8Array(content); // a copy with memory of its own, which can be handed over
  return {
    fileName: filename || nameFor(contentType, index),
    contentType: contentType.toLowerCase(),
    bytes,
    contentId: cid ?? null,
  };
}

/** For a file without a name. */
function nameFor(contentType: string, index: number): string {
  const endings: Record<string, string> = {
    'message/rfc822': 'eml',
    'text/calendar': 'ics',
    'image/jpeg': 'jpg',
    'text/plain': 'txt',
  };
  const ending = endings[contentType] ?? /^image\/(png|gif|webp)$/.exec(contentType)?.[1] ?? 'bin';
  return `file-${index + 1}.${ending}`;
}

const clean = (text: string) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
const clip = (text: string | undefined, length: number) =>
  (text ?? '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, length);
