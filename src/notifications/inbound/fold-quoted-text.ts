/**
 * What its author wrote now: the text without the mails that their program quoted below it. Where
 * nothing but quotes is left, all of it.
 */
export function foldQuotedText(text: string): string {
  const lines = text.split('\n');
  const cut = lines.findIndex((_, at) => beginsQuote(lines, at));
  const above = (cut < 0 ? lines : lines.slice(0, cut)).join('\n');
  const own = withoutTrailingQuote(above).trim();
  return own === '' ? text.trim() : own;
}

/** Whether the rest, from this line on, is the mail that was answered. */
function beginsQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim();
  if (
    /^-{2,}\s*(original message|ursprüngliche nachricht|message d.origine|mensaje original|messaggio originale)\s*-{2,}$/iu.test(
      line,
    )
  ) {
    return true;
  }
  if (attribution.test([line, lines[at + 1]?.trim() ?? ''].join(' ').trim())) {
    return attribution.test(line) || /[>:]\s*$/.test(lines[at + 1] ?? '');
  }
  // Outlook: a rule or a blank line, then From, Sent, To, Subject
  if (!/^\*?(from|von|de|da)\s*:\*?\s*\S/iu.test(line)) return false;
  const next = lines.slice(at + 1, at + 5).join('\n');
  return /^\s*\*?(sent|date|gesendet|datum|envoyé|enviado|fecha|inviato|data)\s*:/imu.test(next);
}

/** “On … wrote:” in five languages, on one line or two. */
const attribution =
  /^(on\s.{5,200}\swrote|am\s.{5,200}\sschrieb.{0,120}|le\s.{5,200}\sa écrit|el\s.{5,200}\sescribió|il\s.{5,200}\sha scritto)\s*:\s*$/iu;

function withoutTrailingQuote(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 0 && /^\s*(>.*)?$/.test(lines.at(-1)!)) lines.pop();
  return lines.join('\n');
}
