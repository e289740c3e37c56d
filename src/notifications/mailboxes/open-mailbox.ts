import 'server-only';
import { isIP } from 'node:net';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import { mostMailBytes } from '@/notifications/inbound/take-in';
import { open } from '@/platform/crypto';
import { publicAddressesOf, type Reach } from '@/platform/reach';
import { mailboxPassword, mayBe, ofOperator } from './mailbox-input';
import type { MailboxRow } from './mailbox-rows';
import { asking, MailboxTrouble } from './mailbox-trouble';
import type { Finding } from './mailbox-words';

/** Milliseconds: for the way there, for the greeting, without a word. */
const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 45_000 };

/** A server is a stranger: what it may have us hold in memory at a time. */
const limits = {
  maxLineLength: 8 * 1024 * 1024,
  maxLiteralSize: mostMailBytes + 1024 * 1024,
  maxResponseSize: mostMailBytes + 16 * 1024 * 1024,
  maxResponseTokens: 200_000,
};

/** Of many addresses of a host so many are tried. */
const mostAddresses = 3;

/**
 * Connects to a mailbox's server, at an address that was looked at and no other, signs in, and
 * opens the folder for writing; the folder for what has been taken in is there too. Whatever is in
 * the way comes as a `MailboxTrouble`. Whoever gets the client closes it.
 */
export async function openMailbox(row: MailboxRow, reach: Reach = ofOperator()): Promise<ImapFlow> {
  const password = open(mailboxPassword, row.passwordSealed);
  if (password === undefined) throw trouble('passwordUnreadable');
  const addresses = await publicAddressesOf(row.host, reach);
  if (!addresses) throw trouble('privateAddress', row.host);
  if (addresses.length === 0) throw trouble('hostUnknown', row.host);
  if (!mayBe(row.security, addresses)) throw trouble('plainOnly');
  const client = await connect(row, password, addresses);
  try {
    await openFolders(client, row);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

async function connect(row: MailboxRow, password: string, addresses: readonly string[]) {
  // Loaded where a mailbox is read and not before, as it is no small library.
  const { ImapFlow } = await import('imapflow');
  const tried = addresses.slice(0, mostAddresses);
  for (const [at, host] of tried.entries()) {
    const client = new ImapFlow({
      ...optionsOf(row),
      host,
      auth: { user: row.username, pass: password },
    });
    client.on('error', () => {}); // whatever is under way ends with it too
    try {
      await asking(() => client.connect());
      return client;
    } catch (error) {
      client.close();
      const { finding } = (error as MailboxTrouble).found;
      const isAway = ['refused', 'timedOut', 'unreachable'].includes(finding);
      if (!isAway || at === tried.length - 1) throw error;
    }
  }
  throw trouble('hostUnknown', row.host);
}

function optionsOf({ host, port, security }: MailboxRow): ImapFlowOptions {
  return {
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    // An address is no name to ask for (RFC 6066, 3); the certificate is still compared with it.
    ...(isIP(host) === 0 && { servername: host }),
    logger: false,
    disableAutoIdle: true,
    clientInfo: { name: 'Servicedesk' },
    ...patience,
    ...limits,
  };
}

async function openFolders(client: ImapFlow, { folder, afterwards, moveTo }: MailboxRow) {
  const opened = await client.mailboxOpen(folder).catch((error: unknown) => error);
  if (opened instanceof Error) {
    const found = await asking(() => Promise.reject(opened)).catch(
      ({ found: why }: MailboxTrouble) => why,
    );
    if (found.finding !== 'folderMissing') throw new MailboxTrouble(found);
    throw trouble('folderMissing', await withFolders(client, folder));
  }
  if ((client.mailbox || undefined)?.readOnly) throw trouble('readOnly', folder);
  if (afterwards !== 'move') return;
  const there = await client.status(moveTo, { messages: true }).catch(() => false);
  if (!there) throw trouble('moveFolderMissing', await withFolders(client, moveTo));
}

/** What was looked for, and in brackets what there is. */
async function withFolders(client: ImapFlow, wanted: string): Promise<string> {
  const found = await asking(() => client.list());
  const names = found.slice(0, 12).map(({ path }) => path);
  return `${wanted} (${names.join(', ')}${found.length > 12 ? ', …' : ''})`;
}

const trouble = (finding: Finding, about = '') => new MailboxTrouble({ finding, about });
