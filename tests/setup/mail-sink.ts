import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mail extends Omit<ParsedMail, 'to'> {
  to: string;
}

export interface MailSink {
  /** For SMTP_URL. */
  url: string;
  /** Everything that has arrived, in its order. */
  mails: readonly Mail[];
  /** The next mail to this address, waited for; each mail is handed out once. */
  next(to: string): Promise<Mail>;
  stop(): Promise<void>;
}

const patience = 20_000;

/** A real SMTP server on the loopback that takes every mail and reads it. */
export async function openMailSink(): Promise<MailSink> {
  const mails: Mail[] = [];
  const seen = new Set<Mail>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      simpleParser(stream).then((mail) => {
        for (const { address } of envelope.rcptTo) mails.push({ ...mail, to: address });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async next(to) {
      for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
        const mail = mails.find((one) => one.to === to && !seen.has(one));
        if (mail) {
          seen.add(mail);
          return mail;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const others = mails.map((mail) => `${mail.to}: ${mail.subject}`).join('\n');
      throw new Error(`No mail to ${to} came within ${patience / 1000} s. There are:\n${others}`);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The one address of the web in a mail that fits: what its button opens. */
export function linkIn(mail: Mail, part: string): string {
  const links = (mail.text ?? '').match(/https?:\/\/\S+/g) ?? [];
  const link = links.find((one) => one.includes(part));
  if (!link) throw new Error(`"${mail.subject}" has no link with ${part}:\n${mail.text}`);
  return link;
}
