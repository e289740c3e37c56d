import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on loopback that keeps what it was given, and can fail on demand. */
export interface MoodyMailServer {
  url: string;
  mails: ParsedMail[];
  /** What it answers from now on: an error with `responseCode`, or undefined to accept. */
  answer: (step: 'recipient' | 'data') => Error | undefined;
  /** Milliseconds between having a mail and saying so: a sender killed in between repeats it. */
  delay: number;
  /** What it waits for besides. */
  pause: () => Promise<unknown>;
  stop(): Promise<void>;
}

export async function startMoodyMailServer(): Promise<MoodyMailServer> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(mood.answer('recipient')),
    onData: (stream, _session, callback) => {
      const take = async (mail: ParsedMail) => {
        const failure = mood.answer('data');
        if (!failure) mails.push(mail);
        if (mood.delay) await sleep(mood.delay);
        await mood.pause();
        callback(failure);
      };
      simpleParser(stream).then(take, callback);
    },
  });
  server.on('error', () => {}); // a client that hung up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const mood: MoodyMailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: () => undefined,
    delay: 0,
    pause: async () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mood;
}

/** An answer of the server: `smtpError(451)`. */
export function smtpError(responseCode: number): Error {
  return Object.assign(new Error(`answered ${responseCode}`), { responseCode });
}

/** The addresses of a mail's header. */
export function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.map((one) => one.address ?? ''));
}
