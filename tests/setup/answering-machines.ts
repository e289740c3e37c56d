import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** What a machine says of itself: RFC 3834's header; nothing; nothing, and each time something else. */
export type Manner = 'honest' | 'silent' | 'chatty';

export interface AnsweringMachines {
  /** For SMTP_URL. */
  url: string;
  /** What each address was sent, by ‹address›. */
  received(address: string): number;
  manner: Manner;
  /** Answers on their way: with 0, and the same number of answers before and after, all is still. */
  underWay(): number;
  answers(): number;
  stop(): Promise<void>;
}

/**
 * A mail server where every address answers every mail at once, over a connection to `port`, to
 * wherever the mail asks for answers.
 */
export async function startAnsweringMachines(port: number): Promise<AnsweringMachines> {
  const received = new Map<string, number>();
  let underWay = 0;
  let answers = 0;
  const machines = { manner: 'honest' as Manner };
  const answer = async (address: string, mail: ParsedMail) => {
    answers++;
    const isHonest = machines.manner === 'honest';
    const to = (mail.replyTo ?? mail.from)?.value[0]?.address ?? '';
    const transport = createTransport({ host: '127.0.0.1', port });
    await transport.sendMail({
      envelope: { from: address, to },
      from: address,
      to,
      subject: `Re: ${mail.subject}`,
      text: machines.manner === 'chatty' ? `I am away. (${answers})` : 'I am away until Monday.',
      inReplyTo: mail.messageId ?? '',
      ...(isHonest ? { headers: { 'Auto-Submitted': 'auto-replied' } } : {}),
    });
    transport.close();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      simpleParser(stream).then((mail) => {
        for (const { address } of envelope.rcptTo) {
          received.set(address, (received.get(address) ?? 0) + 1);
          underWay++;
          void answer(address, mail)
            .catch(() => {}) // the desk takes nothing at that address
            .finally(() => underWay--);
        }
        done();
      }, done);
    },
  });
  server.on('error', () => {}); // a client that hung up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.server.address() as AddressInfo;
  return Object.assign(machines, {
    url: `smtp://127.0.0.1:${own}`,
    received: (address: string) => received.get(address) ?? 0,
    underWay: () => underWay,
    answers: () => answers,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
