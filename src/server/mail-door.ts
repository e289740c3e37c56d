import 'server-only';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { TenantIdentity } from '@/access/scope';
import { onWildcardChange, type WildcardPair, wildcardPair } from '@/certificates/wildcard';
import { mostMailBytes, takeIn } from '@/notifications/inbound/take-in';
import { meansAway, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { strictAddress } from '@/platform/mail-address';
import { tenantOfHost } from '@/tenants/host-index';

export interface MailDoor {
  /** The port, which the system chose where 0 was asked for. */
  port: number;
  /** No new connections; the mails under way are taken in. */
  close(): Promise<void>;
}

/** Connections at once, those of one address, recipients a mail, milliseconds without a word. */
const limits = { connections: 200, ofOneAddress: 50, recipients: 100, silence: 60_000 };

/**
 * Listens for mail by SMTP, for direct MX or a forwarder. Whatever is addressed to a host of a
 * tenant is taken in for it, and accepted (250) only when it lies on disk; nothing is relayed.
 * STARTTLS is offered while there is a wildcard certificate, always with the newest.
 */
export async function openMailDoor(where: { port: number; host: string }): Promise<MailDoor> {
  const open = new Map<string, number>();
  const server = new SMTPServer({
    banner: 'ESMTP',
    size: mostMailBytes,
    authOptional: true,
    disableReverseLookup: true,
    hidePIPELINING: false,
    maxClients: limits.connections,
    socketTimeout: limits.silence,
    closeTimeout: 20_000,
    ...tlsBy(await wildcardPair()),
    onConnect({ remoteAddress }, done) {
      const count = (open.get(remoteAddress) ?? 0) + 1;
      open.set(remoteAddress, count);
      done(count > limits.ofOneAddress ? new Answer(421, '4.7.0 Too many connections') : null);
    },
    onClose({ remoteAddress }) {
      const left = (open.get(remoteAddress) ?? 1) - 1;
      if (left > 0) open.set(remoteAddress, left);
      else open.delete(remoteAddress);
    },
    onRcptTo({ address }, session, done) {
      tenantFor(address, session).then(
        () => done(),
        (error) => done(smtpError(error)),
      );
    },
    onData(stream, session, done) {
      receive(stream, session).then(
        (mailId) => done(null, `taken in as ${mailId}`),
        (error) => {
          stream.resume(); // the sender's words are heard to the end, else it can't hear ours
          done(smtpError(error));
        },
      );
    },
  });
  server.on('error', (error) => log.debug('mailDoor.connectionFailed', { error }));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(where.port, where.host, () => resolve());
  });
  const stopHearing = onWildcardChange(() => {
    wildcardPair()
      .then((pair) => server.updateSecureContext(tlsBy(pair)))
      .catch((error: unknown) => log.error('mailDoor.certificateNotTaken', { error }));
  });
  const bound = server.server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : where.port,
    close: () => {
      stopHearing();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function tlsBy(pair: WildcardPair | undefined) {
  if (!pair) return { disabledCommands: ['AUTH', 'STARTTLS'] };
  return { disabledCommands: ['AUTH'], key: pair.key, cert: pair.chain };
}

/** Whose recipient this is. Refuses one of no tenant (550), and of a second tenant at once (452). */
async function tenantFor(typed: string, session: SMTPServerSession): Promise<TenantIdentity> {
  const address = strictAddress(typed);
  const entry = address ? await tenantOfHost(address.split('@')[1]!) : undefined;
  if (!entry || entry.kind === 'provider') throw new Answer(550, '5.1.1 No such address here');
  const { rcptTo } = session.envelope;
  if (rcptTo.length >= limits.recipients) throw new Answer(452, '4.5.3 Too many recipients');
  const first = rcptTo[0] ? strictAddress(rcptTo[0].address) : undefined;
  const other = first ? await tenantOfHost(first.split('@')[1]!) : undefined;
  if (other && other.kind !== 'provider' && other.tenant.id !== entry.tenant.id) {
    throw new Answer(452, '4.5.3 Send to this recipient by itself');
  }
  return entry.tenant;
}

async function receive(stream: Readable, session: SMTPServerSession): Promise<string> {
  const { mailFrom, rcptTo } = session.envelope;
  const tenant = await tenantFor(rcptTo[0]?.address ?? '', {
    ...session,
    envelope: { ...session.envelope, rcptTo: [] },
  });
  const { mailId, isRepeated } = await takeIn(
    { tenant },
    stream.iterator({ destroyOnReturn: false }),
    {
      source: 'smtp',
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address.toLowerCase()),
      remoteAddress: session.remoteAddress,
      helloName: session.hostNameAppearsAs || '',
    },
  );
  log.info('mailDoor.takenIn', { tenantId: tenant.id, mailId, isRepeated });
  return mailId;
}

/** What the other side is told, with its code. */
class Answer extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** 4xx where trying again may help, as after any trouble of our own: the sender keeps the mail. */
function smtpError(error: unknown): Answer {
  if (error instanceof Answer) return error;
  if (error instanceof Refusal && error.status === 413) {
    return new Answer(552, '5.3.4 The mail is larger than 50 MB');
  }
  if (meansAway(error)) return new Answer(451, '4.3.0 Try again later');
  log.error('mailDoor.failed', { error });
  return new Answer(451, '4.3.0 Try again later');
}
