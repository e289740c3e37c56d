import 'server-only';
import type { MailboxFinding } from './mailbox-words';

/** What a server did that ends a look at a mailbox: an outside failure, and a finding for people. */
export class MailboxTrouble extends Error {
  constructor(readonly found: MailboxFinding) {
    super(`${found.finding}: ${found.about}`);
    this.name = 'MailboxTrouble';
  }
}

/** What `ask` answers; whatever a server does meanwhile becomes a `MailboxTrouble`. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof MailboxTrouble ? error : new MailboxTrouble(findingOf(error));
  }
}

/** The same for what comes piece by piece. */
export async function* askingEach<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch (error) {
    throw new MailboxTrouble(findingOf(error));
  }
}

/** What imapflow puts on its errors, and Node on those of sockets. */
interface Said extends Error {
  code?: string;
  authenticationFailed?: boolean;
  mailboxMissing?: boolean;
  tlsFailed?: boolean;
  responseStatus?: string;
  responseText?: string;
  serverResponseCode?: string;
}

/** An error of the client's or of a socket's → the words that people get. */
export function findingOf(error: unknown): MailboxFinding {
  const said = error as Said;
  const code = said.code ?? '';
  const words = clipped(said.responseText || said.serverResponseCode || 'NO');
  if (said.authenticationFailed) {
    // RFC 5530: of itself, not of the password.
    const isItself = /^(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/.test(said.serverResponseCode ?? '');
    return { finding: isItself ? 'refusedByServer' : 'badPassword', about: words };
  }
  if (said.mailboxMissing) return { finding: 'folderMissing', about: '' };
  if (certificateCodes.test(code)) return { finding: 'certificate', about: code };
  if (timeCodes.test(code)) return { finding: 'timedOut', about: '' };
  if (code === 'ECONNREFUSED') return { finding: 'refused', about: '' };
  if (said.tlsFailed || /^(ERR_SSL_|EPROTO$|STARTTLS)/.test(code)) {
    return { finding: 'noTls', about: code || 'STARTTLS' };
  }
  if (said.responseStatus) return { finding: 'refusedByServer', about: words };
  if (protocolCodes.test(code)) return { finding: 'notImap', about: code };
  return { finding: 'unreachable', about: clipped(code || said.message || '') };
}

const certificateCodes =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY|DECODE)|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$)/;
const timeCodes = /^(ETIMEDOUT|ETIMEOUT|(CONNECT|UPGRADE)_TIMEOUT|LockTimeout)$/;
/** It hung up or said nothing where an IMAP server greets, or said what is none of its words. */
const protocolCodes =
  /^(GREETING_TIMEOUT$|ClosedAfterConnect|ParserError|InvalidResponse|UnexpectedTag|MissingTag|ResponseProcessingFailed|(Line|Literal|Response)TooLarge|TooMany|MAX_IMAP_NESTING)/;

/** A server's own words, as far as they fit on a line. */
const clipped = (text: string) =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
