import type { ReadFile, ReadMail } from './inbound-mail';

/** Of a notice of delivery: who has not got what. Nothing of it is proven; anybody can write one. */
export interface Bounce {
  recipients: FailedRecipient[];
  /** Of the mail that came back, with its brackets. */
  originalMessageId: string | null;
}

export interface FailedRecipient {
  /** In lower case; the one that was written to, where the notice tells it from where it ended. */
  address: string;
  /** `delayed`: its server goes on trying. */
  action: 'failed' | 'delayed';
  /** RFC 3463, `5.1.1`; null where the notice has none. */
  status: string | null;
  /** The answer of the server that refused it, in its words; empty where there are none. */
  diagnostic: string;
}

/** How much of each is looked at: strangers write these. */
const most = { recipients: 50, bytes: 64 * 1024, diagnostic: 500 };

/**
 * Reads a mail that is a bounce: a report by RFC 3464, else the words of servers that write none.
 * Recipients whom the mail reached are left out.
 */
export function readBounce(mail: Pick<ReadMail, 'headers' | 'text' | 'files'>): Bounce {
  const report = mail.files.find(({ contentType }) => /delivery-status$/.test(contentType));
  const text = mail.text.slice(0, most.bytes);
  const reported = report ? fromReport(textOf(report)) : undefined;
  const recipients = reported ?? fromWords(text, mail.headers['x-failed-recipients'] ?? []);
  return { recipients: recipients.slice(0, most.recipients), originalMessageId: originalOf(mail) };
}

/** The groups about recipients (RFC 3464, 2.3); undefined where there are none. */
function fromReport(report: string): FailedRecipient[] | undefined {
  const groups = report.split(/\n[ \t]*\n/).map(fieldsOf);
  const about = groups.filter(
    (fields) => fields['final-recipient'] || fields['original-recipient'],
  );
  if (about.length === 0) return undefined;
  return about.flatMap((fields) => {
    const original = untyped(fields['original-recipient']).replace(/\+([0-9A-F]{2})/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    const address = addressIn(original) ?? addressIn(untyped(fields['final-recipient']));
    const action = fields.action?.toLowerCase().split(/[\s;(]/)[0] ?? 'failed';
    if (!address || (action !== 'failed' && action !== 'delayed')) return [];
    const diagnostic = clip(untyped(fields['diagnostic-code']));
    const status = statusIn(fields.status ?? '');
    const said = statusIn(diagnostic);
    return [
      {
        address,
        action,
        diagnostic,
        status: status?.endsWith('.0.0') ? (said ?? status) : (status ?? said),
      },
    ];
  });
}

function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n');
  const pairs = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]] : [];
  });
  return Object.fromEntries(pairs);
}

/** `rfc822; jane@acme.test` without the type before it. */
const untyped = (value = '') => value.replace(/^\s*[\w-]+\s*;\s*/, '');

/**
 * Servers without reports (qmail, old Exim and Sendmail, web mailers) name the address on a line of
 * its own and give the reason below it or behind a colon, above a copy of the mail.
 */
function fromWords(text: string, named: readonly string[]): FailedRecipient[] {
  const lines = (text.split(copyBegins)[0] ?? '').split('\n');
  const action = stillTrying.test(lines.join('\n')) ? 'delayed' : 'failed';
  const found = new Map<string, FailedRecipient>();
  for (const [at, line] of lines.entries()) {
    const address = addressIn(ownLine.exec(line)?.[1] ?? '');
    if (!address || found.has(address)) continue;
    const reason = [line.replace(ownLine, ''), ...lines.slice(at + 1, at + 12)];
    const end = reason.findIndex(
      (one, n) => n > 0 && (one.trim() === '' || ownLine.test(one)) && reason[n - 1]!.trim() !== '',
    );
    const diagnostic = clip(reason.slice(0, end < 0 ? reason.length : end).join(' '));
    found.set(address, { address, action, status: statusIn(diagnostic), diagnostic });
  }
  for (const name of named.flatMap((value) => value.split(','))) {
    const address = addressIn(name);
    if (!address || found.has(address)) continue;
    const diagnostic = clip(lines.find((line) => statusIn(line)) ?? '');
    found.set(address, { address, action, status: statusIn(diagnostic), diagnostic });
  }
  return [...found.values()];
}

/** An address that begins a line: alone, or with a reason behind a colon. */
const ownLine = /^\s*(<?[^\s<>:;,]{1,64}@[^\s<>:;,]{1,255}>?)\s*(?::|$)/;

const copyBegins =
  /^[ \t]*-{2,}[ \t]*(?:below this line is a copy|this is a copy|the body of the message|original message|returned mail|message header|(?:unsent )?message follows)[^\n]*$/im;

const stillTrying =
  /\b(?:warning message only|not yet been delivered|will (?:continue to )?(?:retry|be retried|keep trying)|delivery (?:is |has been )?delayed)\b/i;

/** The Message-ID of the returned mail or header, else of the copy in the text, else what it answers. */
function originalOf({
  headers,
  text,
  files,
}: Pick<ReadMail, 'headers' | 'text' | 'files'>): string | null {
  const returned = files.filter(({ contentType }) =>
    /^(?:message|text)\/(?:rfc822|global)(?:-headers)?$/.test(contentType),
  );
  const copy = text.slice(0, most.bytes);
  for (const part of [...returned.map(textOf), copy]) {
    const id = /^[ \t>]*message-id[ \t]*:\s*(<[^<>\s]{1,500}>)/im.exec(part)?.[1];
    if (id) return id;
  }
  const answered = [...(headers['in-reply-to'] ?? []), ...(headers.references ?? [])].join(' ');
  return /<[^<>\s]{1,500}>/.exec(answered)?.[0] ?? null;
}

const textOf = ({ bytes }: ReadFile) =>
  new TextDecoder().decode(bytes.subarray(0, most.bytes)).replace(/\r\n?/g, '\n');

const addressIn = (text: string) =>
  /^\s*<?([^\s<>:;,"]{1,64}@[^\s<>:;,"]{1,255}?)>?\s*$/.exec(text)?.[1]?.toLowerCase();

/** An enhanced status code, not a piece of a host's address or of a version. */
const statusIn = (text: string) =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1] ?? null;

const clip = (text: string) =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most.diagnostic);
