/** What a mail server said of a mail, made harmless for a screen. */
export interface ServerAnswer {
  /** Its reply code (RFC 5321, 4.2); null where no server said anything. */
  code: number | null;
  /** Its enhanced status (RFC 3463), `5.1.1`; null where it gave none. */
  status: string | null;
  /** Its words on one line, without control characters, at most 300 characters. */
  answer: string;
}

export const noAnswer: ServerAnswer = { code: null, status: null, answer: '' };

export function serverAnswer(said: string, code: number | null = null): ServerAnswer {
  const answer = said
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
  const found = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(answer)?.[1];
  return { code, status: found ?? null, answer };
}

/**
 * Whether a final answer says that there is no such address: those of 5.1 that are about the
 * recipient (RFC 3463, 3.2), and the domain that takes no mail (RFC 7505). About the sender's own
 * address (5.1.7, 5.1.8) it says nothing.
 */
export function saysNoSuchAddress({ status }: Pick<ServerAnswer, 'status'>): boolean {
  return status !== null && /^5\.1\.(?:[12346]|10)$/.test(status);
}

/**
 * Whether a final answer is about the mailbox at all, so that several of them mean that it is
 * gone. What a server has against us, our words or its own state (5.3 to 5.7) says nothing of it.
 */
export function isAboutMailbox({ status }: Pick<ServerAnswer, 'status'>): boolean {
  return status === null || /^[45]\.[012]\./.test(status);
}
