import type { LeftOutFile } from '@/tickets/ticket-event';

export type LeftOutKey = (typeof reasonKeys)[keyof typeof reasonKeys] | 'inboundMail.filesLeftOut';

type Say = (key: LeftOutKey, values?: Record<string, string>) => string;

/** Which files of a mail are not among the attachments, each with the reason. */
export function leftOutSentence(files: readonly LeftOutFile[], t: Say): string {
  const named = files.map(({ name, reason }) => `${name} (${t(reasonKeys[reason])})`);
  return t('inboundMail.filesLeftOut', { files: named.join(', ') });
}

const reasonKeys = {
  forbiddenType: 'inboundMail.fileReason.forbiddenType',
  tooLarge: 'inboundMail.fileReason.tooLarge',
  empty: 'inboundMail.fileReason.empty',
  tooMany: 'inboundMail.fileReason.tooMany',
} as const;
