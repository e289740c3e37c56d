import 'server-only';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { readEnv } from '@/platform/env';
import { shared } from '@/platform/shared';
import { noAnswer, type ServerAnswer, serverAnswer } from './outbound/server-answer';

/** Failures of the other side are values: what is refused for good, and what is worth a retry. */
export type Sending =
  | { delivery: 'sent'; said: ServerAnswer }
  /** `said` is for tenants; `reason`, for the operator, names hosts and ports too. */
  | { delivery: 'refused' | 'away'; said: ServerAnswer; reason: string };

/** No step may hang longer. */
const timeouts = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

const kept = shared<{ transport?: Transporter }>('mail-transport', () => ({}));

function transport(url: string): Transporter {
  kept.transport ??= createTransport({
    url,
    pool: true,
    maxConnections: 3,
    maxRequeues: 1, // a kept connection that the server had closed; other tries are ours to time
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
  } as Parameters<typeof createTransport>[0]);
  return kept.transport;
}

/** Whether mails leave this installation, or stand in the outbox on the screen. */
export function sendsMail(): boolean {
  return readEnv().SMTP_URL !== undefined;
}

/** Hands one mail to the server of `SMTP_URL`. */
export async function sendBySmtp(mail: SendMailOptions): Promise<Sending> {
  const url = readEnv().SMTP_URL;
  if (!url) return { delivery: 'away', said: noAnswer, reason: 'SMTP_URL is not set' };
  try {
    const { response = '' } = (await transport(url).sendMail(mail)) as { response?: string };
    return { delivery: 'sent', said: serverAnswer(response, codeIn(response)) };
  } catch (error) {
    const { code, command, responseCode = 0, response, message } = error as SmtpError;
    // A 5xx about the recipient or the message is final; one about our own login, our address or
    // the connection is the operator's to mend, and the mail waits for that.
    const isOurs = code !== 'EMESSAGE' && (code !== 'EENVELOPE' || command === 'MAIL FROM');
    const final = responseCode >= 500 && !isOurs;
    const said =
      responseCode && !isOurs ? serverAnswer(response || message, responseCode) : noAnswer;
    return { delivery: final ? 'refused' : 'away', said, reason: message.slice(0, 500) };
  }
}

interface SmtpError extends Error {
  code?: string;
  /** What it answered to: `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string;
  responseCode?: number;
  response?: string | false;
}

const codeIn = (response: string) =>
  /^\d{3}/.test(response) ? Number(response.slice(0, 3)) : null;

/** For `doctor`: undefined where the server answers and takes our login, else why not. */
export async function checkSmtp(): Promise<string | undefined> {
  const url = readEnv().SMTP_URL;
  if (!url) return undefined;
  try {
    await transport(url).verify();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Ends the pooled connections: at the end of the process. */
export function closeMailTransport(): void {
  kept.transport?.close();
  delete kept.transport;
}
