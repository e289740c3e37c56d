import { days, hours, minutes } from '@/platform/clock';
import { type DomainState, leadsHere } from '@/tenants/domain-states';
import type { DomainRow } from '@/tenants/move-domain';
import type { DomainCause } from '@/tenants/tables';
import type { Diagnosis } from './diagnosis';

/** So long the records are looked for before a claim is given up, and held back before an order. */
const patienceDays = 7;
/** An active host may be found astray so often in a row before it counts as dangling. */
const mostAstray = 3;
/** A host that dangles so long is given up, so that whoever has it now can claim it. */
const longestDangling = 30;

export interface Decision {
  /** The state that follows; the same where nothing changes. */
  state: DomainState;
  cause: DomainCause | null;
  /** Proved and faultless: its certificate is ordered, or it is active, at once. */
  goesOn: boolean;
  checksFailed: number;
  nextCheckAt: Date | null;
}

export interface Circumstances {
  now: Date;
  /** A person asked for this look. */
  isAsked: boolean;
  /** Another tenant proved it first. */
  isHeld: boolean;
  ordersCertificates: boolean;
}

type Domain = Pick<
  DomainRow,
  'host' | 'state' | 'stateSince' | 'cause' | 'checksFailed' | 'verifiedAt' | 'isSecure'
> & { diagnosis: unknown };

/** What a look at a host's DNS does to the domain, and when the next look is. */
export function decideDomain(domain: Domain, found: Diagnosis, at: Circumstances): Decision {
  const step = stepOf(domain, found, at);
  const isNew = step.state !== domain.state;
  const isTaken = step.cause?.key === 'taken';
  const isRight = isStillHere(domain, found) && !found.cause && !isTaken;
  const checksFailed = isRight || isNew || at.isAsked ? 0 : domain.checksFailed + 1;
  return { goesOn: false, checksFailed, nextCheckAt: nextLook(step.state, checksFailed), ...step };

  function nextLook(state: DomainState, failed: number): Date | null {
    const wait = waitFor(state, failed);
    return wait === null ? null : new Date(at.now.getTime() + wait);
  }

  function waitFor(state: DomainState, failed: number): number | null {
    switch (state) {
      case 'waitingForDns':
      case 'verified': {
        const growing = Math.min(minutes(1) * 2 ** Math.min(Math.max(failed - 1, 0), 20), hours(4));
        const forgotten = isTaken ? growing : found.lookAgainAfter * 1_000;
        return Math.max(minutes(1), Math.min(growing, forgotten));
      }
      case 'issuing':
        return hours(1);
      case 'active':
      case 'renewalAtRisk':
        return isRight ? days(1) : hours(1);
      case 'dangling':
        return at.now.getTime() - domain.stateSince.getTime() < days(7) ? hours(1) : days(1);
      default:
        return null;
    }
  }
}

type Step = Pick<Decision, 'state' | 'cause'> & Partial<Decision>;

function stepOf(domain: Domain, found: Diagnosis, at: Circumstances): Step {
  const { state, host } = domain;
  const stays = (cause: DomainCause | null): Step => ({ state, cause });
  const isHere = found.isProved && found.leadsHere;
  const isTooLong = at.now.getTime() - domain.stateSince.getTime() > days(patienceDays);
  switch (state) {
    case 'waitingForDns':
      if (isHere && at.isHeld) return stays({ key: 'taken', values: { host } });
      if (isHere) return { state: 'verified', cause: found.cause, goesOn: !found.cause };
      return isTooLong ? gaveUp(host) : stays(found.cause);
    case 'verified':
      if (isHere && !found.cause) return { ...stays(null), goesOn: true };
      return isTooLong ? { state: 'failed', cause: found.cause } : stays(found.cause);
    case 'issuing':
      // Nobody works on its order any more where the authority was taken away.
      return {
        ...stays(domain.cause),
        goesOn: (at.isAsked || !at.ordersCertificates) && isHere && !found.cause,
      };
    case 'active':
    case 'renewalAtRisk':
      return drift(domain, found, at);
    case 'dangling':
      if (!isHere) return isOver(domain, found, at) ? givenBack(host) : stays(found.cause);
      if (domain.isSecure || !at.ordersCertificates) return { state: 'active', cause: null };
      return { state: 'verified', cause: found.cause, goesOn: !found.cause };
    case 'failed':
      return afterFailure(domain, found, at, isHere);
    case 'released':
      return stays(null);
  }
}

function gaveUp(host: string): Step {
  return { state: 'failed', cause: { key: 'gaveUpWaiting', values: { host, days: patienceDays } } };
}

/** Troubles in which nobody can say where the host leads, or in which our own DNS is to blame. */
const tellsNothing = new Set(['nameServerSilent', 'ownTargetMissing']);

/**
 * Whether a host that answers is still ours to answer for. A proxy that was put in front hides the
 * CNAME, so it is enough that visitors arrive, unless its records name another claim.
 */
function isStillHere({ state }: Pick<Domain, 'state'>, found: Diagnosis): boolean {
  if (!found.leadsHere || found.isProved) return found.leadsHere;
  if (!leadsHere(state)) return false;
  return !found.findings.some(
    ({ check, verdict }) => verdict === 'wrong' && (check === 'cname' || check === 'proof'),
  );
}

function drift(domain: Domain, found: Diagnosis, at: Circumstances): Step {
  const { state, cause, checksFailed, isSecure } = domain;
  if (isStillHere(domain, found)) {
    // From before there was an authority: ordered by itself, and hurried where somebody asks.
    const goesOn = at.isAsked && at.ordersCertificates && !isSecure && !found.cause;
    return { state, cause, checksFailed: 0, goesOn };
  }
  if (tellsNothing.has(found.cause?.key ?? '')) return { state, cause, checksFailed };
  const astray = checksFailed + 1;
  if (astray < mostAstray) return { state, cause, checksFailed: astray };
  return { state: 'dangling', cause: found.cause, checksFailed: 0 };
}

/** Never while somebody looks at it, nor where nobody can say that it leads elsewhere. */
function isOver({ stateSince }: Domain, found: Diagnosis, { now, isAsked }: Circumstances) {
  if (isAsked || tellsNothing.has(found.cause?.key ?? '')) return false;
  return now.getTime() - stateSince.getTime() > days(longestDangling);
}

function givenBack(host: string): Step {
  const values = { host, days: longestDangling };
  return { state: 'released', cause: { key: 'danglingTooLong', values } };
}

/** Goes on by itself only where the DNS was the reason; else where a person asks for it. */
function afterFailure(domain: Domain, found: Diagnosis, at: Circumstances, isHere: boolean): Step {
  const { state, cause, verifiedAt, host } = domain;
  if (isHere && at.isHeld) return { state, cause: { key: 'taken', values: { host } } };
  if (isHere && !found.cause) {
    const before = domain.diagnosis as Diagnosis | null;
    const wasDns = !verifiedAt || before?.cause != null;
    return at.isAsked || wasDns
      ? { state: 'verified', cause: null, goesOn: true }
      : { state, cause };
  }
  if (verifiedAt) return { state, cause: found.cause ?? cause };
  if (isHere) return { state: 'verified', cause: found.cause };
  return at.isAsked ? { state: 'waitingForDns', cause: found.cause } : { state, cause };
}
