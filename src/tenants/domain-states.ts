/**
 * The life of a custom host. The one table of what may follow what; `moveDomain` refuses
 * everything else. A managed host is born `active` and stays so.
 */
export const domainStates = [
  'waitingForDns',
  'verified',
  'issuing',
  'active',
  'renewalAtRisk',
  'dangling',
  'failed',
  'released',
] as const;
export type DomainState = (typeof domainStates)[number];

export const transitions = {
  /** Claimed; the proof is not in the DNS yet. */
  waitingForDns: ['verified', 'failed', 'released'],
  /** The proof was seen: the host is held. Without a certificate authority it is active at once. */
  verified: ['issuing', 'active', 'failed', 'dangling', 'released'],
  /** An order is under way. */
  issuing: ['active', 'failed', 'dangling', 'released'],
  /** Answers, with a certificate where there is a certificate authority. */
  active: ['renewalAtRisk', 'dangling', 'released'],
  /** Still answers, but a renewal failed and the end of the certificate comes nearer. */
  renewalAtRisk: ['active', 'dangling', 'released'],
  /** Proved once, but its DNS doesn't lead here any more. Answers whoever still comes. */
  dangling: ['verified', 'active', 'renewalAtRisk', 'failed', 'released'],
  /** Given up by us for the reason that stands beside it; `Check now` begins again. */
  failed: ['waitingForDns', 'verified', 'issuing', 'active', 'dangling', 'released'],
  /** Given up by the tenant. */
  released: [],
} satisfies Record<DomainState, DomainState[]>;

/** States in which a custom host answers visitors. */
export const servedStates = ['active', 'renewalAtRisk', 'dangling'] satisfies DomainState[];

/** States in which its DNS leads here as far as we know, so that links may name it. */
export function leadsHere(state: DomainState): boolean {
  return state === 'active' || state === 'renewalAtRisk';
}

export function mayFollow(from: DomainState, to: DomainState): boolean {
  return (transitions[from] as DomainState[]).includes(to);
}

export function isServed(state: DomainState): boolean {
  return (servedStates as DomainState[]).includes(state);
}
