import libmime from 'libmime';
import type { Chosen } from './choose-text';
import { decompressRtf } from './decompress-rtf';
import type { ReadFile, ReadMail } from './inbound-mail';
import { readTnef, type Tnef } from './read-tnef';
import type { MailPart } from './split-mail';
import { takeUuencoded } from './take-uuencoded';
import { textOfHtml } from './text-of-html';
import { textOfRtf } from './text-of-rtf';

/**
 * A mail's files under names, with what Outlook and old programs had packed: out of `winmail.dat`,
 * which may hold the only text, and out of the text itself. One of two equal calendar files is left.
 */
export function filesOfMail({
  text,
  html,
  files,
}: Chosen): Pick<ReadMail, 'text' | 'html' | 'files'> {
  const uuencoded = takeUuencoded(text);
  const read = { text: uuencoded.text, html, files: [] as ReadFile[] };
  for (const part of files) {
    const tnef = isTnef(part) ? readTnef(part.content) : undefined;
    const isOnlyText = read.text === '' && read.html === null;
    const words = tnef && isOnlyText ? wordsOf(tnef) : '';
    const saysNothing = isOnlyText && words === '' && tnef?.files.length === 0;
    if (!tnef || saysNothing) {
      read.files.push(fileOf(part, read.files.length));
      continue;
    }
    for (const file of tnef.files) {
      read.files.push({ ...file, ...named(file.fileName, file.contentType, read.files.length) });
    }
    if (isOnlyText) {
      read.text = words;
      read.html = tnef.html || null;
    }
  }
  for (const { fileName, bytes } of uuencoded.files) {
    const contentType = libmime.detectMimeType(fileName);
    read.files.push({ fileName, contentType, bytes, contentId: null });
  }
  return { ...read, files: read.files.filter(isFirstOfItsKind).map(withOwnMemory) };
}

/** What it says, in whichever of its three forms. */
function wordsOf({ text, html, rtf }: Tnef): string {
  const plain = text.replace(/\r\n?/g, '\n').trim() || textOfHtml(html);
  return plain || (rtf ? textOfCompressed(rtf) : '');
}

function textOfCompressed(rtf: Uint8Array): string {
  try {
    return textOfRtf(decompressRtf(rtf));
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

const isTnef = ({ type, fileName }: MailPart) =>
  /^application\/(vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(fileName ?? '');

function fileOf({ type, fileName, content, contentId }: MailPart, index: number): ReadFile {
  return { ...named(fileName ?? '', type, index), bytes: content, contentId };
}

/** A name for a file without one, and a type by its name for one without a type. */
function named(
  name: string,
  type: string,
  index: number,
): Pick<ReadFile, 'fileName' | 'contentType'> {
  const contentType =
    type === 'application/octet-stream' && name ? libmime.detectMimeType(name) : type;
  const ending = endings[contentType] ?? /^image\/(png|gif|webp)$/.exec(contentType)?.[1] ?? 'bin';
  return { fileName: name || `file-${index + 1}.${ending}`, contentType };
}

const endings: Record<string, string> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'image/jpeg': 'jpg',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
};

/** Calendars come twice: beside the text, and as a file. */
function isFirstOfItsKind(
  { contentType, bytes }: ReadFile,
  index: number,
  all: ReadFile[],
): boolean {
  if (!isCalendar(contentType)) return true;
  return all.findIndex((one) => isCalendar(one.contentType) && isSame(one.bytes, bytes)) === index;
}

export const isCalendar = (contentType: string) =>
  /^(text\/calendar|application\/ics)$/.test(contentType);
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** A copy that can be handed over to another thread. */
const withOwnMemory = (file: ReadFile): ReadFile => ({
  ...file,
  bytes: new Uint8Array(file.bytes),
});
