/** A ticket's title from a mail: its subject without what programs put before it, else its first words. */
export function titleOf(subject: string, body: string): string {
  const bare = oneLine(subject).replace(prefixes, '').trim();
  const first = oneLine(body.split('\n').find((line) => line.trim() !== '') ?? '');
  return cut(bare || first || '—');
}

/** Of answers and forwarded mails, in five languages and however often. */
const prefixes = /^((re|aw|wg|fwd?|tr|réf|rép|rv|enc|i|r|sv|antw)\s*(\[\d+\])?\s*:\s*)+/iu;

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
/** Never within a sign of two halves, which the database doesn't take. */
const cut = (text: string) =>
  text.length <= 200 ? text : `${text.slice(0, 199).replace(/\p{Cs}$/u, '')}…`;
