import type { MailTryView } from './mail-log';
import { saysNoSuchAddress } from './server-answer';

/** What kept a mail from its reader, as far as the server's answer tells. */
export const deliveryProblems = [
  'noSuchAddress',
  'mailboxFull',
  'tooLarge',
  'refused',
  'notReached',
  'suppressed',
] as const;
export type DeliveryProblem = (typeof deliveryProblems)[number];

/** Why nothing is mailed to an address. */
export const suppressionReasons = ['noSuchAddress', 'manyBounces'] as const;

/** Undefined: the mail left, or is still on its way. */
export function problemOf({
  outcome,
  code,
  status,
  answer,
}: Pick<MailTryView, 'outcome' | 'code' | 'status' | 'answer'>): DeliveryProblem | undefined {
  if (outcome === 'sent' || outcome === 'deferred') return undefined;
  if (outcome === 'suppressed') return 'suppressed';
  if (saysNoSuchAddress({ status })) return 'noSuchAddress';
  if (/^[45]\.2\.2$/.test(status ?? '') || fullWords.test(answer)) return 'mailboxFull';
  if (/^5\.(?:2\.3|3\.4)$/.test(status ?? '')) return 'tooLarge';
  const wasAnswered = code !== null || status !== null || outcome === 'bounced';
  return wasAnswered && !status?.startsWith('4.') && (code === null || code >= 500)
    ? 'refused'
    : 'notReached';
}

/** How servers without enhanced codes say it. */
const fullWords = /\b(?:mailbox|quota|storage)\b.{0,40}\b(?:full|exceeded|over)\b|\bover ?quota\b/i;
