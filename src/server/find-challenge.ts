import 'server-only';
import { alpnChallenges, challengeResponses } from '@/certificates/serve-certificate';
import { listen, onReconnect } from '@/platform/notify';
import { certificateName } from './certificate-name';
import { gatherQuestions } from './gather-questions';
import { keepNewest } from './keep-newest';

/**
 * What `/.well-known/acme-challenge/‹token›` answers at a host. Many may ask, and few of them
 * are authorities: see `inCompany`.
 */
export async function findResponse(name: string, token: string): Promise<string | undefined> {
  const host = certificateName(name);
  return host ? findByToken(`${host}/${token}`) : undefined;
}

/** The certificate of a host's challenge, in PEM. */
export async function findAlpnChallenge(
  name: string,
): Promise<{ cert: string; key: string } | undefined> {
  const host = certificateName(name);
  return host ? findByHost(host) : undefined;
}

/** Milliseconds that nothing is believed to be there. What is there is asked about each time. */
const noneFor = 10_000;
const mostNone = 10_000;

/**
 * Asks in company (`gatherQuestions`), and not again about what there was not, until there is
 * word of a challenge: that one is seen at once.
 */
function inCompany<A>(askFor: (names: string[]) => Promise<Map<string, A>>) {
  const none = new Map<string, number>();
  const ask = gatherQuestions(askFor);
  let changes = 0;
  const outdate = () => {
    changes++;
    none.clear();
  };
  listen('servicedesk_certificates', outdate);
  onReconnect(outdate);
  return async (name: string): Promise<A | undefined> => {
    const askedAt = none.get(name);
    if (askedAt !== undefined && Date.now() - askedAt < noneFor) return undefined;
    const seen = changes;
    const found = await ask(name);
    if (found === undefined && changes === seen) keepNewest(none, name, Date.now(), mostNone);
    return found;
  };
}

const findByToken = inCompany(challengeResponses);
const findByHost = inCompany(alpnChallenges);
