import 'server-only';
import { domainEcho, echoPath } from '@/certificates/domain-echo';
import type { Answer } from './answer';
import { findResponse } from './find-challenge';
import type { Incoming } from './incoming';

const challengePath = '/.well-known/acme-challenge/';
const echoes = echoPath('');

/** RFC 8555, 8.3: base64url, at least 128 bits. */
const token = /^[\w-]{20,200}$/;
/** A domain's claim, as its CNAME names it. */
const claim = /^d-[a-z2-7]{16}$/;

/** Whether a path is one of the two that are answered on any host, and by plain HTTP. */
export function isWellKnown(pathname: string): boolean {
  return pathname.startsWith(challengePath) || pathname.startsWith(echoes);
}

/**
 * Answers what certificate authorities ask for (HTTP-01), and our own DNS doctor, who thereby
 * sees through a proxy in front whether a host leads here. Any process answers.
 */
export async function answerWellKnown(
  request: Incoming,
  answer: Answer,
  pathname: string,
  hostName: string,
): Promise<void> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const said = isReading ? await wordsFor(pathname, hostName) : undefined;
  answer.statusCode = said === undefined ? 404 : 200;
  answer.setHeader('Content-Type', 'text/plain; charset=utf-8');
  answer.end(said ?? 'Not found\n');
}

async function wordsFor(pathname: string, hostName: string): Promise<string | undefined> {
  if (pathname.startsWith(echoes)) {
    const asked = pathname.slice(echoes.length);
    return claim.test(asked) ? domainEcho(asked) : undefined;
  }
  const asked = pathname.slice(challengePath.length);
  return token.test(asked) ? findResponse(hostName, asked) : undefined;
}
