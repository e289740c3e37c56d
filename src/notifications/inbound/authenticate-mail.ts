import 'server-only';
import { Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthenticateResult, authenticate } from 'mailauth';
import { getDomain } from 'tldts';
import { type Authentication, type Envelope, type Verdict, verdicts } from './inbound-mail';

/** Milliseconds for all questions of one mail to DNS together. */
const patience = 3_000;

const unknown: Authentication = {
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  arc: 'none',
  aligned: false,
};

/**
 * Who stands behind a mail by SPF, DKIM, DMARC and ARC, asked by ourselves of DNS. A mail from a
 * mailbox that we read has no SPF: who connected to its server is only said by itself.
 */
export async function authenticateMail(
  raw: Buffer,
  envelope: Pick<Envelope, 'from' | 'remoteAddress' | 'helloName'>,
  resolvers: readonly string[],
): Promise<Authentication> {
  const asked = authenticate(raw, {
    ...(envelope.remoteAddress ? { ip: envelope.remoteAddress } : {}),
    ...(envelope.helloName ? { helo: envelope.helloName } : {}),
    sender: envelope.from,
    mta: 'servicedesk.invalid',
    disableBimi: true,
    resolver: resolverOf(resolvers),
  });
  const late = sleep(patience, undefined, { ref: false });
  const result = await Promise.race([asked.catch(() => undefined), late]);
  return result ? verdictOf(result, envelope.remoteAddress !== undefined) : unknown;
}

type Resolve = (name: string, type: string) => Promise<never>;

function resolverOf(servers: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return ((name: string, type: 'TXT') => resolver.resolve(name, type)) as unknown as Resolve;
}

function verdictOf(result: AuthenticateResult, hasAddress: boolean): Authentication {
  const { spf, dkim, dmarc, arc } = result;
  const author = dkim.headerFrom?.[0]?.split('@')[1] ?? '';
  const signatures = dkim.results ?? [];
  const passed = signatures.filter(({ status }) => status.result === 'pass');
  const spfVerdict = hasAddress && spf ? known(spf.status.result) : 'none';
  const alignedBySpf = spfVerdict === 'pass' && spf !== false && isSame(spf.domain, author);
  const alignedByDkim = passed.some((one) => isSame(one.signingDomain, author));
  // More than one author, or none: whoever writes so hides who they are.
  const dmarcVerdict = dmarc
    ? known(dmarc.status.result)
    : result.dmarcSkipReason
      ? 'fail'
      : 'none';
  return {
    spf: spfVerdict,
    dkim: passed.length > 0 ? 'pass' : known(signatures[0]?.status.result),
    dmarc: dmarcVerdict,
    arc: arc ? known(arc.status.result) : 'none',
    aligned:
      dmarcVerdict === 'pass' || (dmarcVerdict !== 'fail' && (alignedBySpf || alignedByDkim)),
  };
}

const known = (result: string | undefined): Verdict =>
  verdicts.find((verdict) => verdict === result) ?? 'none';

/** Relaxed alignment (RFC 7489, 3.1): of one registered domain. */
function isSame(one: string | undefined, other: string): boolean {
  const [a, b] = [one ?? '', other].map(
    (name) => getDomain(name, { allowPrivateDomains: true }) ?? name,
  );
  return a !== '' && a!.toLowerCase() === b!.toLowerCase();
}
