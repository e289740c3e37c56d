import 'server-only';
import type { Client } from 'acme-client';
import { acmeClient, forgetAccount } from './acme-account';
import { ask, type Trouble } from './authority';
import { leaveToAsk, noteAnswered, noteAway, noteRateLimited, type Pause } from './breaker';

/** One piece of work with an authority; keep it for all the requests of the piece. */
export interface Visit {
  directoryUrl: string;
  /** Names that a limit of the authority may be about: it then holds for this work alone. */
  names?: string[];
  /** Set while this visit finds out whether an outage is over. */
  probe?: Date | undefined;
}

export type Asked<T> =
  | { kind: 'done'; value: T }
  | ({ kind: 'wait' } & Pause)
  | Extract<Trouble, { kind: 'refused' }>;

/**
 * Asks the authority with our account there, unless it is to be left alone: then nothing is sent
 * and the answer is the pause. What it answers opens and closes its breaker.
 */
export async function askAuthority<T>(
  visit: Visit,
  work: (client: Client) => Promise<T>,
): Promise<Asked<T>> {
  for (let round = 1; ; round++) {
    if (!visit.probe) {
      const leave = await leaveToAsk(visit.directoryUrl);
      if (leave.kind === 'wait') return leave;
      visit.probe = leave.probe;
    }
    const client = await acmeClient(visit.directoryUrl);
    const answer = client.kind === 'done' ? await ask(() => work(client.value)) : client;
    if (answer.kind === 'away') return pauseAfterOutage(visit, answer);
    if (answer.kind === 'rateLimited') return pauseAtLimit(visit, answer);
    if (visit.probe) await noteAnswered(visit.directoryUrl);
    visit.probe = undefined;
    if (answer.kind === 'done') return answer;
    if (answer.problem !== 'accountDoesNotExist' || round > 1) return answer;
    await forgetAccount(visit.directoryUrl);
  }
}

async function pauseAfterOutage(
  visit: Visit,
  trouble: Extract<Trouble, { kind: 'away' }>,
): Promise<Asked<never>> {
  const pause = await noteAway(visit.directoryUrl, trouble, visit.probe);
  visit.probe = undefined;
  return { kind: 'wait', ...pause };
}

/**
 * A limit that names the host or its registered domain is no reason to let the others wait, nor
 * is the one on certificates for "this exact set of identifiers", which names nobody.
 */
async function pauseAtLimit(
  visit: Visit,
  trouble: Extract<Trouble, { kind: 'rateLimited' }>,
): Promise<Asked<never>> {
  const { until, detail } = trouble;
  const isOwn =
    /\bexact set of (identifiers|domains)\b/i.test(detail) ||
    visit.names?.some((name) => new RegExp(`[^\\w.-]${quoted(name)}[^\\w.-]`).test(` ${detail} `));
  if (isOwn) {
    if (visit.probe) await noteAnswered(visit.directoryUrl);
    visit.probe = undefined;
    return { kind: 'wait', until, failure: { key: 'authorityLimits', values: { detail } } };
  }
  visit.probe = undefined;
  return { kind: 'wait', ...(await noteRateLimited(visit.directoryUrl, trouble)) };
}

const quoted = (name: string) => name.replace(/[^\w]/g, '\\$&');
