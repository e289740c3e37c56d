import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { clock, days, hours } from '@/platform/clock';
import { shared } from '@/platform/shared';
import { acmeLibrary } from './acme-library';

/**
 * What came of asking a certificate authority. Its failures are values: `rateLimited` is 429,
 * `away` is no answer, one too late, or a 5xx; `refused` is what it says no to, with the type of
 * the problem document (RFC 8555, 6.7) without its prefix.
 */
export type Answer<T> = { kind: 'done'; value: T } | Trouble;
export type Trouble =
  | { kind: 'rateLimited'; until: Date; detail: string }
  | { kind: 'away'; reason: string; until?: Date }
  | { kind: 'refused'; status: number; problem: string; detail: string };

/** Milliseconds that one request may take, with its connection. */
const patience = 15_000;
/** Bad nonces are tried anew so often, each with the library's own five tries. */
const nonceRounds = 4;

interface Seen {
  status?: number;
  retryAfter?: string | undefined;
  problem?: { type?: unknown; detail?: unknown } | undefined;
  network?: string;
}

/** What the requests of one call saw: the library keeps neither status nor headers. */
const seen = shared('authority', () => new AsyncLocalStorage<Seen>());

/**
 * Asks through acme-client (or its `axios`) inside `work`, and turns every failure of the other
 * side into a value. Never waits longer than the requests take. Our own errors are thrown.
 */
export async function ask<T>(work: () => Promise<T>): Promise<Answer<T>> {
  await takeOver();
  for (let round = 1; ; round++) {
    const last: Seen = {};
    try {
      return { kind: 'done', value: await seen.run(last, work) };
    } catch (error) {
      const trouble = troubleOf(last, error);
      const again = trouble?.kind === 'refused' && trouble.problem === 'badNonce';
      if (again && round < nonceRounds) continue;
      if (again) return { kind: 'away', reason: 'badNonce' };
      if (!trouble) throw error;
      return trouble;
    }
  }
}

function troubleOf({ status = 0, retryAfter, problem, network }: Seen, error: unknown) {
  if (network !== undefined) return { kind: 'away', reason: network } satisfies Trouble;
  const detail = String(problem?.detail ?? (error as Error).message ?? '').slice(0, 300);
  if (status === 429) {
    const until = readRetryAfter(retryAfter) ?? new Date(clock.now().getTime() + hours(1));
    return { kind: 'rateLimited', until, detail } satisfies Trouble;
  }
  if (status >= 500) {
    return { kind: 'away', reason: `HTTP ${status}`, until: readRetryAfter(retryAfter) } as Trouble;
  }
  if (status < 400) {
    // An answer that the library can make nothing of, such as a page of a proxy's.
    const odd = status > 0 && error instanceof Error && error.constructor === Error;
    return odd ? ({ kind: 'away', reason: detail } satisfies Trouble) : undefined;
  }
  const type = String(problem?.type ?? 'unknown').replace('urn:ietf:params:acme:error:', '');
  return { kind: 'refused', status, problem: type, detail } satisfies Trouble;
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), at most a year ahead. */
export function readRetryAfter(header: string | undefined): Date | undefined {
  const now = clock.now().getTime();
  if (header === undefined) return undefined;
  const at = /^\d+$/.test(header.trim()) ? now + Number(header) * 1_000 : Date.parse(header);
  if (!(at > now)) return undefined;
  return new Date(Math.min(at, now + days(365)));
}

/**
 * Takes the library's own retries off for good: they sleep in the process, for as long as the
 * authority says, and turn a failure of the network into a TypeError.
 */
async function takeOver(): Promise<void> {
  const { axios } = await acmeLibrary();
  if (axios.defaults.timeout === patience) return;
  axios.interceptors.request.clear();
  axios.interceptors.response.clear();
  Object.assign(axios.defaults, { timeout: patience, maxContentLength: 1_000_000 });
  axios.interceptors.request.use((config) =>
    Object.assign(config, { signal: AbortSignal.timeout(patience) }),
  );
  axios.interceptors.response.use(
    (response) => {
      const last = seen.getStore();
      if (!last) return response;
      const headers = response.headers as IncomingHttpHeaders;
      last.status = response.status;
      last.retryAfter = headers['retry-after'];
      last.problem = typeof response.data === 'object' ? response.data : undefined;
      return response;
    },
    (error: Error & { code?: string }) => {
      const last = seen.getStore();
      if (last) last.network = reasonOf(error);
      throw error;
    },
  );
}

function reasonOf({ code, message }: { code?: string; message: string }): string {
  if (/^(ECONNABORTED|ETIMEDOUT|ERR_CANCELED)$/.test(code ?? '')) return 'no answer';
  return code ?? message.slice(0, 100);
}
