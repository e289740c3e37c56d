import { attributionAt, isForwardMark, isOriginalMark, isQuotedHeader } from './quote-marks';
import { withoutAdvert, withoutSignature } from './without-signature';

/**
 * What its author wrote now: the text without the mail that their program quoted with it and, of an
 * answer, without the signature. Words below the quotes count; where some stand between them, all
 * stays. A mail that was passed on is the matter itself and stays, and so does all where nothing
 * but quotes is left.
 */
export function foldQuotedText(text: string, subject = ''): string {
  const whole = withoutArmour(text).trim();
  if (passedOn.test(subject)) return withoutAdvert(whole) || whole;
  const lines = whole.split('\n');
  const at = lines.findIndex(
    (_, index) => quoteAt(lines, index) > 0 || isForwardMark(lines[index]!),
  );
  if (at < 0) {
    const own = withoutQuotesBelow(whole);
    return (own === whole ? withoutAdvert(own) : withoutSignature(own)) || whole;
  }
  if (isForwardMark(lines[at]!)) return whole;
  const above = withoutQuotesBelow(lines.slice(0, at).join('\n'));
  const rest = lines.slice(at + quoteAt(lines, at));
  const answers = isInline(rest) ? answersIn(rest) : undefined;
  if (answers === 'between') return whole;
  const own = [above, answers ?? ''].map(withoutSignature).filter((one) => one !== '');
  return own.join('\n\n') || whole;
}

/** Of forwarded mails, in five languages. */
const passedOn = /^\s*(?:fwd?|wg|tr|rv|i|enc|doorst)\s*:/iu;

/** How many lines announce a quote from here on; 0: none begins. */
function quoteAt(lines: readonly string[], at: number): number {
  if (lines[at]!.startsWith('>') && (lines[at - 1] ?? '').startsWith('>')) return 0;
  if (isOriginalMark(lines[at]!) || isQuotedHeader(lines, at)) return 1;
  return attributionAt(lines, at);
}

/** Whether each line of the quote bears a sign, so that words without it are new. */
const isInline = (rest: readonly string[]) =>
  rest.find((line) => line.trim() !== '')?.startsWith('>') ?? false;

/** What was written below a quote, or that something stands between its lines. */
function answersIn(rest: readonly string[]): string | 'between' {
  const last = rest.findLastIndex((line) => line.startsWith('>'));
  const isBetween = rest.slice(0, last).some((line, at) => isAnswer(line, rest[at - 1] ?? ''));
  if (isBetween) return 'between';
  const below = rest
    .slice(last + 1)
    .join('\n')
    .trim();
  return /^(?:-- ?$|[_*=-]{3,})/m.test(below.split('\n')[0]!) ? '' : below;
}

/** Not the end of a long quoted line that was broken on its way. */
const isAnswer = (line: string, before: string) =>
  line.trim() !== '' && !line.startsWith('>') && !(before.startsWith('>') && before.length > 60);

/** Without the quotes, rules and empty lines at its end. */
function withoutQuotesBelow(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 0 && /^\s*(>.*|[_-]{3,}\s*)?$/.test(lines.at(-1)!)) lines.pop();
  return lines.join('\n').trim();
}

/** The text of a mail that is signed in the text itself (RFC 9580, 7). */
function withoutArmour(text: string): string {
  const begin = '-----BEGIN PGP SIGNED MESSAGE-----\n';
  if (!text.trimStart().startsWith(begin)) return text;
  const body = text
    .trimStart()
    .slice(begin.length)
    .replace(/^(?:[\w-]+:.*\n)*\n/, '');
  const end = body.indexOf('\n-----BEGIN PGP SIGNATURE-----');
  return (end < 0 ? body : body.slice(0, end)).replace(/^- /gm, '');
}
