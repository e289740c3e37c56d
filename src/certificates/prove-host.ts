import 'server-only';
import type { Order } from 'acme-client';
import { inTransaction } from '@/access/in-transaction';
import { notify } from '@/platform/notify';
import { askAuthority } from './ask-authority';
import { chooseChallenge, prepareChallenge } from './challenge';
import type { Diagnosis } from './diagnosis';
import { domainOfOrder } from './may-issue';
import { type Ending, endingOf, type Run } from './order-run';

/**
 * Answers the authority's challenge where that has not been done: what it will ask for is in the
 * database, and told to every process, before it is called. Undefined: wait for its look.
 */
export async function proveHost(run: Run, order: Order): Promise<Ending | undefined> {
  const { visit, lease } = run;
  if (run.isCalled) return undefined;
  const seen = await askAuthority(visit, (client) => client.getAuthorizations(order));
  if (seen.kind !== 'done') return endingOf(run, seen);
  const authorization = seen.value.find(({ status }) => status === 'pending');
  if (!authorization) return undefined;
  const { host, challengeKind } = lease.order;
  const challenge = chooseChallenge(authorization, challengeKind, await lastLook(run));
  if (!challenge) return endingOf(run, noWay(authorization.challenges.map(({ type }) => type)));
  if (challenge.status !== 'pending') return undefined;
  const prepared = await askAuthority(visit, (client) =>
    prepareChallenge(client, authorization, challenge),
  );
  if (prepared.kind !== 'done') return endingOf(run, prepared);
  await lease.keep(prepared.value, (tx) => notify(tx, 'servicedesk_certificates', { host }));
  const called = await askAuthority(visit, (client) =>
    client.completeChallenge(challenge as never),
  );
  run.isCalled = called.kind === 'done';
  return called.kind === 'done' ? undefined : endingOf(run, called);
}

/** What the doctor found at the host's last look. */
async function lastLook({ scope, lease }: Run): Promise<Diagnosis | null> {
  const domain = await inTransaction(scope, (tx) => domainOfOrder(tx, lease.order));
  return (domain?.diagnosis ?? null) as Diagnosis | null;
}

/** The authority offers no challenge that we can answer. */
const noWay = (offered: string[]) => ({
  kind: 'refused' as const,
  status: 200,
  problem: 'unsupportedChallenge',
  detail: offered.join(', '),
});
