import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from './shared';

/**
 * What our listener knows of the request under way, and what the answer must become.
 * Next can't set the status of a page or a server action's answer; the listener can, so
 * verbs leave their wish here and `src/server` carries it out when the head is written.
 */
export interface RequestContext {
  /** Stands in the log, in every error a person sees and in problem+json. */
  reference: string;
  /** The address of the visitor, after trusted proxies. */
  address: string;
  /** Status that replaces Next's own. */
  status?: number;
  headers: Record<string, string>;
  /** The whole answer becomes the "we are away for a moment" page. */
  unavailable?: boolean;
}

const storage = shared('request', () => new AsyncLocalStorage<RequestContext>());

/** Runs `work` with `context` as the current request. Only the listener calls this. */
export function withRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The request under way, or undefined in jobs, the CLI and tests of rooms. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Asks the listener to answer with this status (and headers) instead of Next's. 0: headers only. */
export function answerWith(status: number, headers: Record<string, string> = {}): void {
  const request = storage.getStore();
  if (!request) return;
  if (status) request.status = status;
  Object.assign(request.headers, headers);
}
