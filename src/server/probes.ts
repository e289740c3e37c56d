import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';
import { sameBytes } from '@/platform/crypto';
import { readEnv } from '@/platform/env';
import type { Answer } from './answer';
import type { Incoming } from './incoming';

export interface ProbeSources {
  /** From the moment at which the process is told to stop. */
  unready(): boolean;
  metrics(): Promise<string>;
}

const longestCheck = 2_000;

/**
 * `/healthz` (the process lives), `/readyz` (it takes requests: not draining, the database
 * answers), `/metrics` (with METRICS_TOKEN alone), on any host. True where it was one of them.
 */
export async function answerProbe(
  request: Incoming,
  answer: Answer,
  pathname: string,
  sources: ProbeSources,
): Promise<boolean> {
  if (pathname === '/healthz') return say(answer, 200, 'ok\n');
  if (pathname === '/readyz') {
    const reason = sources.unready() ? 'draining' : await databaseTrouble();
    return say(answer, reason ? 503 : 200, `${reason ?? 'ready'}\n`);
  }
  if (pathname !== '/metrics') return false;
  const token = readEnv().METRICS_TOKEN;
  if (!token) return say(answer, 404, 'Not found\n');
  if (!sameBytes(request.headers.authorization ?? '', `Bearer ${token}`)) {
    answer.setHeader('WWW-Authenticate', 'Bearer');
    return say(answer, 401, 'The metrics need the token of METRICS_TOKEN as a bearer token\n');
  }
  answer.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
  return say(answer, 200, await sources.metrics());
}

function say(answer: Answer, status: number, body: string): true {
  answer.statusCode = status;
  if (!answer.hasHeader('content-type')) {
    answer.setHeader('Content-Type', 'text/plain; charset=utf-8');
  }
  answer.end(body);
  return true;
}

/** Undefined where Postgres answers within two seconds and knows our functions. */
async function databaseTrouble(): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, longestCheck, 'the database does not answer');
  });
  const asked = atTheDoor((tx) => tx.execute(sql`select app.tenant_of_host('')`)).then(
    () => undefined,
    () => 'the database is away',
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
