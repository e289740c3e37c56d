import { minutes } from '@/platform/clock';
import type { Trouble } from './authority';
import type { Failure } from './tables';

/** A problem document of the authority (RFC 8555, 6.7), as it stands in orders and challenges. */
export interface Problem {
  type?: string;
  detail?: string;
}

/** Why a try failed, and what follows. */
export interface Failed {
  failure: Failure;
  /** The authority looked for the proof and did not find it: counted, see `budget.ts`. */
  isValidation: boolean;
  /** Trying again changes nothing before somebody has changed something. */
  isFinal: boolean;
  /** It could not connect, so another way to prove is worth a try at once. */
  isConnection: boolean;
}

/** Problem types that end a try (RFC 8555, 6.7; RFC 8659) → the cause that people read. */
const causes: Record<string, string> = {
  connection: 'validationUnreachable',
  tls: 'validationUnreachable',
  dns: 'validationDns',
  unauthorized: 'validationWrongAnswer',
  incorrectResponse: 'validationWrongAnswer',
  caa: 'caaRefused',
  rejectedIdentifier: 'authorityRejects',
  unsupportedIdentifier: 'authorityRejects',
  externalAccountRequired: 'accountRefused',
  accountDoesNotExist: 'accountRefused',
  userActionRequired: 'accountRefused',
};
const final = /^(caaRefused|authorityRejects)$/;

/** The failed try behind a problem that stands in an order or in its challenge. */
export function failedBy(problem: Problem | undefined, host: string): Failed {
  const type = (problem?.type ?? '').replace('urn:ietf:params:acme:error:', '');
  const key = causes[type] ?? 'authorityRefused';
  const detail = (problem?.detail ?? type).slice(0, 300);
  return {
    failure: { key, values: { host, detail } },
    isValidation: /^(validation|caaRefused)/.test(key),
    isFinal: final.test(key),
    isConnection: key === 'validationUnreachable',
  };
}

/** The same for a request that was refused outright. */
export function refusedBy(
  { problem, detail }: Extract<Trouble, { kind: 'refused' }>,
  host: string,
): Failed {
  const failed = failedBy({ type: problem, detail }, host);
  // "unauthorized" to a request is about our account, not about the host's proof.
  return failed.isValidation && problem === 'unauthorized'
    ? { ...failed, failure: { ...failed.failure, key: 'accountRefused' }, isValidation: false }
    : failed;
}

/** Milliseconds until the next try after so many failed ones: 1, 10, 100 minutes, then a day. */
export function pauseAfter(attempts: number): number {
  return attempts <= 3 ? minutes(10 ** (attempts - 1)) : minutes(24 * 60);
}
