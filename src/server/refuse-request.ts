import 'server-only';
import { isBaseCovered } from '@/certificates/wildcard';
import { providerOrigin } from '@/tenants/urls';
import type { Answer } from './answer';
import { type Exchange, page, problem } from './finish-answer';
import type { Occasion } from './plain-pages';
import type { Visitor } from './visitor';

/** Answers by itself. A body that still comes is discarded, so that the sender sees the answer. */
export function refuse(
  answer: Answer,
  exchange: Exchange,
  status: number,
  occasion: Occasion,
  link?: string,
): void {
  answer.statusCode = status;
  const length = Number(answer.req.headers['content-length'] ?? 0);
  if (length > longestDiscarded) answer.setHeader('Connection', 'close');
  if (status === 405) answer.setHeader('Allow', 'GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE');
  const isApi = exchange.pathname.startsWith('/api/');
  const text = isApi ? problem(answer, exchange, occasion) : page(answer, exchange, occasion, link);
  answer.sendInstead(text);
}

/** Longer bodies are not even received in order to be thrown away. */
const longestDiscarded = 64 * 1024 * 1024;

/** A host that nobody has, or another one than the TLS handshake was for. */
export function refuseHost(answer: Answer, exchange: Exchange, { hostName }: Visitor) {
  const isThisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostName);
  const link = isThisMachine ? providerOrigin(isBaseCovered()) : undefined;
  refuse(answer, exchange, 421, 'unknownHost', link);
}

/** The certificate is on its way: a page comes back by itself, a form has to be sent again. */
export function bePreparing(answer: Answer, exchange: Exchange) {
  const isForm = answer.req.method === 'POST' && !exchange.pathname.startsWith('/api/');
  answer.setHeader('Retry-After', '5');
  if (answer.req.method === 'GET') answer.setHeader('Refresh', '5');
  refuse(answer, exchange, 503, isForm ? 'preparingForm' : 'preparing');
}

/** For good, and with the same method and body. */
export function leadTo(answer: Answer, to: string) {
  answer.statusCode = 308;
  answer.setHeader('Location', to);
  answer.sendInstead('');
}
