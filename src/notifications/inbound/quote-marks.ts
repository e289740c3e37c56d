/**
 * How mail programs announce the mail that they quote or forward, in five languages: Gmail, Outlook
 * on desktops, the web and phones, Apple Mail, Thunderbird, Yahoo, Proton, Notes, GMX, web mailers.
 */

/** A line cut short and without the quote's sign before it. */
const bare = (line = '') =>
  line
    .slice(0, 400)
    .replace(/^[>\s]+/, '')
    .trim();
const isQuoted = (line = '') => line.startsWith('>');

/** How many lines from here on say “On … wrote:”; 0: these don't. Programs break it at 76 letters. */
export function attributionAt(lines: readonly string[], at: number): number {
  if (groupWise.test(lines[at]!.slice(0, 300))) return 1;
  let said = '';
  for (let count = 1; count <= 4; count++) {
    const line = bare(lines[at + count - 1]);
    if (line === '') return 0;
    said = said === '' ? line : `${said} ${line}`;
    if (count === 1 && !attributionBegins.test(said) && !wroteEnds.test(said)) return 0;
    if (attribution.test(said) && isCertain(said)) return count;
    if (wroteEnds.test(said) && isQuoted(nextLine(lines, at + count))) return count;
  }
  return 0;
}

const attributionBegins =
  /^(?:-{2,} ?)?(?:on|le|am|el|il|in data|\d{4})[\s/-]|^(?:quoting|zitat von|citando|citazione)\s/iu;
const wrote = 'wrote|writes|schrieb|geschrieben|a écrit|escribió|ha scritto';
const attribution =
  /^(?:-{2,} ?)?(?:on\s.*\swrote|le\s.*\sa écrit|am\s.*\sschrieb(?:\s.*)?|am\s.*\sgeschrieben|el\s.*\sescribió|(?:il|in data)\s.*\sha scritto)\s*(?::|:? ?-{2,})$/iu;
const groupWise = /^>{3} .*\d.* >{3}\s*$/;
/** An address, or a year and a time of day: a sentence about what somebody wrote has neither. */
const isCertain = (said: string) => said.includes('@') || (year.test(said) && time.test(said));
const year = /\b(?:19|20)\d\d\b|\d[./-]\d{1,2}[./-]\d\d\b/;
const time = /\d[:.h]\d\d/;
const wroteEnds = new RegExp(
  `(?:\\b(?:${wrote})|\\b(?:schrieb|wrote|a écrit|escribió|ha scritto) (?:am|on|le|el|il) .{3,120}|^\\d{4}[/-]\\d\\d?[/-]\\d\\d?\\b.{3,200}@.{3,100}>|^(?:quoting|zitat von|citando a?|citazione da?) .{3,200})\\s?:$`,
  'iu',
);

const nextLine = (lines: readonly string[], from: number) =>
  lines.slice(from, from + 3).find((line) => line.trim() !== '');

/** “-----Original Message-----”, whatever stands between the dashes. */
export const isOriginalMark = (line: string) => originalMark.test(bare(line));
const originalMark = new RegExp(
  `^-{2,}\\s*(?:original(?: message| appointment|-?nachricht)|ursprünglicher? (?:nachricht|termin)|urspr\\. nachricht|message d.origine|message original|mail original|rendez-vous d.origine|mensaje original|cita original|messaggio originale|appuntamento originale|.{1,200}\\s(?:${wrote})\\s*:?)\\s*-{2,}$|^message du \\d.{5,30}$`,
  'iu',
);

/** What stands above a mail that was passed on: it is the matter itself. */
export const isForwardMark = (line: string) => forwardMark.test(bare(line));
const forwardMark =
  /^-{2,}\s*(?:forwarded (?:message|by)|weitergeleitete nachricht|weitergeleitet von|message (?:transféré|transmis)|mensaje reenviado|messaggio inoltrato)(?!\p{L}).{0,120}$|^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato)\s*:$/iu;

/** Whether a header of the quoted mail begins here: who, when, and to whom or about what. */
export function isQuotedHeader(lines: readonly string[], at: number): boolean {
  if (!headerName(lines[at]!)) return false;
  const next = lines.slice(at, at + 14).filter((line) => bare(line) !== '');
  const names = new Set(next.slice(0, 8).map(headerName));
  return names.has('from') && names.has('sent') && (names.has('to') || names.has('subject'));
}

function headerName(line: string): string | undefined {
  const word = /^[*_]{0,2}([\p{L}. ]{1,16}?)\s{0,2}[*_]{0,2}:(?:[*_]{0,2}\s|\p{L}|"|<)/u.exec(
    `${bare(line)} `,
  )?.[1];
  return word && headerNames.get(word.toLowerCase());
}

const headerNames = new Map<string, string>(
  Object.entries({
    from: 'from von de da absender expéditeur remitente mittente',
    sent: 'sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|fecha|inviato|inviato il|data',
    to: 'to an à a para per',
    subject: 'subject betreff objet asunto oggetto ogg',
  }).flatMap(([name, words]) =>
    words.split(words.includes('|') ? '|' : ' ').map((word) => [word, name] as const),
  ),
);
