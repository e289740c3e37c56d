import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Authorization, Order } from 'acme-client';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { notify } from '@/platform/notify';
import { ordersWildcard } from '@/tenants/urls';
import { acmeLibrary } from './acme-library';
import { askAuthority } from './ask-authority';
import { failedBy, type Problem } from './failures';
import { readCertificate } from './read-certificate';
import { renewalInstant } from './renewal-time';
import { openKey, sealKey } from './sealed-keys';
import type { Failure } from './tables';
import {
  type WildcardEnding as Ending,
  ended,
  endingOf,
  lost,
  type WildcardRun as Run,
  settle,
} from './wildcard-ending';
import { type WildcardLease, withWildcardLease } from './wildcard-lease';
import { publishProofs } from './wildcard-proof';

const pollFor = 30_000;
const longestPoll = 2_000;

/**
 * A job of every minute, where the operator named an authority and a name server that takes
 * updates, and brings no certificate: orders `‹base›` and `*.‹base›` by DNS-01, and again with a
 * third of its lifetime left. Key and order URL are kept before they are used, so that whoever
 * comes next, after a kill at any point, goes on with the same order. Repeating is harmless.
 *
 * Its tries, 1, 10 and 100 minutes apart and then daily, stay within the budget of `budget.ts`
 * by themselves; the breaker is everybody's.
 */
export async function workOnWildcard(): Promise<void> {
  const { ACME_DIRECTORY_URL: directoryUrl, BASE_DOMAIN: baseDomain } = readEnv();
  if (!directoryUrl || !ordersWildcard()) return;
  await withWildcardLease({ baseDomain, directoryUrl }, async (lease) => {
    if (lease.row.directoryUrl !== directoryUrl) {
      await lease.keep({ ...ended, directoryUrl, failure: null });
    }
    const visit = { directoryUrl, names: [baseDomain] };
    await settle(lease, await advance({ lease, visit, isCalled: false }));
  });
}

async function advance(run: Run): Promise<Ending> {
  const { lease, visit } = run;
  if (!lease.row.orderUrl) {
    const ending = await begin(run);
    if (ending) return ending;
  }
  const deadline = Date.now() + pollFor;
  for (let pause = 200; ; pause = Math.min(pause * 2, longestPoll)) {
    const url = lease.row.orderUrl ?? '';
    const seen = await askAuthority(visit, (client) => client.getOrder({ url } as Order));
    const ending = seen.kind === 'done' ? await react(run, seen.value) : endingOf(run, seen);
    if (ending) return ending;
    if (Date.now() > deadline) return { kind: 'wait' };
    await lease.keep({});
    await sleep(pause);
  }
}

async function begin({ lease, visit }: Run): Promise<Ending | undefined> {
  const { baseDomain } = lease.row;
  const { crypto } = await acmeLibrary();
  const key = (await crypto.createPrivateEcdsaKey('P-256')).toString();
  await lease.keep({ orderKeySealed: sealKey(key) });
  const identifiers = [baseDomain, `*.${baseDomain}`].map((value) => ({ type: 'dns', value }));
  const made = await askAuthority(visit, (client) => client.createOrder({ identifiers }));
  if (made.kind !== 'done') return endingOf({ lease }, made);
  await lease.keep({ orderUrl: made.value.url });
  return undefined;
}

type SeenOrder = Order & { error?: Problem };

async function react(run: Run, order: SeenOrder): Promise<Ending | undefined> {
  switch (order.status) {
    case 'pending':
      return run.isCalled ? undefined : prove(run, order);
    case 'ready':
      return finalize(run, order);
    case 'valid':
      return download(run, order);
    case 'invalid':
      return { kind: 'failed', failure: await reasonOf(run, order), isOver: true };
    default:
      return undefined;
  }
}

/** One proof for each name, both at one place, there before the authority is called. */
async function prove(run: Run, order: Order): Promise<Ending | undefined> {
  const { lease, visit } = run;
  const seen = await askAuthority(visit, (client) => client.getAuthorizations(order));
  if (seen.kind !== 'done') return endingOf(run, seen);
  const challenges = seen.value
    .filter(({ status }) => status === 'pending')
    .flatMap((one) => one.challenges.filter(({ type }) => type === 'dns-01'));
  const proofs = await askAuthority(visit, (client) =>
    Promise.all(challenges.map((one) => client.getChallengeKeyAuthorization(one))),
  );
  if (proofs.kind !== 'done') return endingOf(run, proofs);
  await lease.keep({});
  const failure = await publishProofs(lease.row.baseDomain, proofs.value);
  if (failure) return { kind: 'failed', failure, isOver: false };
  await lease.keep({});
  for (const challenge of challenges.filter(({ status }) => status === 'pending')) {
    const called = await askAuthority(visit, (client) => client.completeChallenge(challenge));
    if (called.kind !== 'done') return endingOf(run, called);
  }
  run.isCalled = true;
  return undefined;
}

async function finalize(run: Run, order: Order): Promise<Ending | undefined> {
  const { lease, visit } = run;
  const key = keptKey(lease);
  if (!key) return lost(lease);
  const names = [lease.row.baseDomain, `*.${lease.row.baseDomain}`];
  const { crypto } = await acmeLibrary();
  const [, csr] = await crypto.createCsr({ altNames: names }, key);
  const sent = await askAuthority(visit, (client) => client.finalizeOrder(order, csr));
  // It was sent before somebody was killed: the next look shows how far it is.
  if (sent.kind === 'refused' && sent.problem === 'orderNotReady') return undefined;
  return sent.kind === 'done' ? undefined : endingOf(run, sent);
}

async function download(run: Run, order: Order): Promise<Ending> {
  const { lease, visit } = run;
  const { baseDomain, notAfter, chain: served } = lease.row;
  const chain = await askAuthority(visit, (client) => client.getCertificate(order));
  if (chain.kind !== 'done') return endingOf(run, chain);
  const key = keptKey(lease);
  const hosts = [baseDomain, `any-label.${baseDomain}`];
  const facts = key && readCertificate(chain.value, { key, hosts });
  // Certificates end on a whole second: one that was ordered within it ends with its elder.
  const isOlder = chain.value === served || (notAfter && facts && facts.notAfter < notAfter);
  if (!key || !facts || isOlder) return lost(lease);
  await lease.keep(
    {
      ...ended,
      attempts: 0,
      failure: null,
      nextTryAt: clock.now(),
      chain: chain.value,
      keySealed: sealKey(key),
      issued: lease.row.issued + 1,
      notBefore: facts.notBefore,
      notAfter: facts.notAfter,
      renewAt: renewalInstant(facts),
    },
    (tx) => notify(tx, 'servicedesk_certificates', { host: '*' }),
  );
  return { kind: 'issued' };
}

const keptKey = ({ row }: WildcardLease) => row.orderKeySealed && openKey(row.orderKeySealed);

/** Why the authority gave the order up: it stands in a challenge, else in the order. */
async function reasonOf({ visit, lease }: Run, order: SeenOrder): Promise<Failure> {
  const host = `*.${lease.row.baseDomain}`;
  if (order.error) return failedBy(order.error, host).failure;
  const seen = await askAuthority(visit, (client) => client.getAuthorizations(order));
  const problems = seen.kind === 'done' ? seen.value.flatMap(problemsOf) : [];
  return failedBy(problems[0], host).failure;
}

const problemsOf = ({ challenges }: Authorization) =>
  challenges.flatMap((one) => ('error' in one && one.error ? [one.error as Problem] : []));
