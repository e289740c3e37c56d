import 'server-only';
import type { Authorization, Client } from 'acme-client';
import { acmeLibrary } from './acme-library';
import type { Diagnosis } from './diagnosis';
import type { Problem } from './failures';
import type { OrderRow } from './lease';
import { sealChallenge } from './sealed-keys';

export type ChallengeKind = 'http-01' | 'tls-alpn-01';
/** The library's own type knows no TLS-ALPN-01. */
export type Challenge = Omit<Authorization['challenges'][number], 'type'> & {
  type: string;
  error?: Problem;
};

/** What the columns of an order hold about its challenge. */
type Prepared = Pick<
  OrderRow,
  'challengeKind' | 'challengeToken' | 'challengeResponse' | 'alpnSealed'
>;

/**
 * How to prove that the host is ours: over HTTP, or in the handshake where port 80 is closed, as
 * the last look at the host or the try before has shown. `offered` are the authority's.
 */
export function chooseChallenge(
  { challenges }: Authorization,
  chosen: ChallengeKind | null,
  diagnosis: Diagnosis | null,
): Challenge | undefined {
  const port80 = diagnosis?.findings.find(({ check }) => check === 'port80')?.verdict;
  const isClosed = port80 === 'wrong' || port80 === 'warning';
  const first = chosen ?? (isClosed ? 'tls-alpn-01' : 'http-01');
  const second: ChallengeKind = first === 'http-01' ? 'tls-alpn-01' : 'http-01';
  const find = (kind: ChallengeKind) =>
    (challenges as Challenge[]).find(({ type }) => type === kind);
  return find(first) ?? find(second);
}

/** What any process answers with when the authority comes to look. */
export async function prepareChallenge(
  client: Client,
  authorization: Authorization,
  challenge: Challenge,
): Promise<Prepared> {
  const answer = await client.getChallengeKeyAuthorization(challenge as never);
  const prepared = { challengeToken: challenge.token, challengeResponse: answer };
  if (challenge.type !== 'tls-alpn-01') {
    return { ...prepared, challengeKind: 'http-01', alpnSealed: null };
  }
  const { crypto } = await acmeLibrary();
  const [key, cert] = await crypto.createAlpnCertificate(
    authorization,
    answer,
    await crypto.createPrivateEcdsaKey(),
  );
  const alpnSealed = sealChallenge({ key: key.toString(), cert: cert.toString() });
  return { ...prepared, challengeKind: 'tls-alpn-01', alpnSealed };
}
