import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Authorization, Order } from 'acme-client';
import { z } from 'zod';
import type { Scope, System } from '@/access/scope';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { acmeLibrary } from './acme-library';
import { type Asked, askAuthority } from './ask-authority';
import { beginOrder } from './begin-order';
import type { Challenge } from './challenge';
import { type Failed, failedBy, type Problem } from './failures';
import { type OrderRow, withLease } from './lease';
import { type Ending, endingOf, lost, type Run } from './order-run';
import { proveHost } from './prove-host';
import { openKey, sealKey } from './sealed-keys';
import { failTry, postponeOrder } from './settle-try';
import { storeCertificate } from './store-certificate';

export const WorkOnOrder = z.object({ orderId: z.uuid() });

/** What the authority takes for a proof or a signature is waited for this long in the process. */
const pollFor = 30_000;
const pollLater = 10_000;
const longestPoll = 2_000;

/**
 * Takes an order as far as it goes now: to its certificate, to a pause that stands in its row, or
 * to a failure with the next try. Each step is written down before the request that depends on
 * it, so that whoever comes next, after a kill at any point, goes on with the same order. Does
 * nothing where the order's time has not come or somebody works on it; repeating is harmless.
 */
export async function workOnOrder(
  scope: Scope<System>,
  { orderId }: z.infer<typeof WorkOnOrder>,
): Promise<void> {
  const directoryUrl = readEnv().ACME_DIRECTORY_URL;
  if (!directoryUrl) return;
  await withLease(scope, orderId, async (lease) => {
    if (lease.order.directoryUrl !== directoryUrl) await lease.keep(anew(directoryUrl));
    const visit = { directoryUrl, names: ownNames(lease.order) };
    const ending = await advance({ scope, lease, visit, isCalled: false });
    if (ending.kind === 'failed') await failTry(scope, lease, ending.failed);
    if (ending.kind !== 'wait') return;
    const until = ending.until ?? new Date(clock.now().getTime() + pollLater);
    await postponeOrder(lease, { ...ending, until });
  });
}

/** A limit on these is this tenant's alone; one on our base domain is everybody's. */
function ownNames({ host, registeredDomain }: OrderRow): string[] {
  const isOurs = registeredDomain === registeredDomainOf(readEnv().BASE_DOMAIN);
  return isOurs ? [host] : [host, registeredDomain];
}

/** The operator changed the authority: nothing of the old one's order is of use there. */
const anew = (directoryUrl: string) =>
  ({
    directoryUrl,
    state: 'new',
    orderUrl: null,
    orderedAt: null,
    replaces: null,
    failure: null,
    challengeToken: null,
    nextTryAt: clock.now(),
  }) satisfies Partial<OrderRow>;

async function advance(run: Run): Promise<Ending> {
  if (run.lease.order.state === 'new') {
    const ending = await beginOrder(run);
    if (ending) return ending;
  }
  const deadline = Date.now() + pollFor;
  for (let pause = 200; ; pause = Math.min(pause * 2, longestPoll)) {
    const order = await seeOrder(run);
    if (order.kind !== 'done') return endingOf(run, order);
    const ending = await react(run, order.value);
    if (ending) return ending;
    if (Date.now() > deadline) return { kind: 'wait' };
    await run.lease.prolong();
    await sleep(pause);
  }
}

function seeOrder({ visit, lease }: Run): Promise<Asked<SeenOrder>> {
  const url = lease.order.orderUrl ?? '';
  return askAuthority(visit, (client) => client.getOrder({ url } as Order));
}

type SeenOrder = Order & { error?: Problem };

async function react(run: Run, order: SeenOrder): Promise<Ending | undefined> {
  const { keySealed } = run.lease.order;
  if (order.status === 'pending') return proveHost(run, order);
  if (order.status === 'invalid') return { kind: 'failed', failed: await reasonOf(run, order) };
  if (order.status === 'ready') return finalize(run, order);
  if (!keySealed) return lost(run); // somebody else's key is in it
  return order.status === 'valid' ? download(run, order) : undefined;
}

/** The key is kept before the authority sees it: a certificate for a lost key helps nobody. */
async function finalize(run: Run, order: SeenOrder): Promise<Ending | undefined> {
  const { lease, visit } = run;
  const { host, keySealed } = lease.order;
  const key = (keySealed && openKey(keySealed)) || (await newKey());
  await lease.keep({ state: 'finalizing', keySealed: sealKey(key) });
  const { crypto } = await acmeLibrary();
  const [, csr] = await crypto.createCsr({ altNames: [host] }, key);
  const sent = await askAuthority(visit, (client) => client.finalizeOrder(order, csr));
  // It has been sent already, before somebody was killed: the next look shows how far it is.
  if (sent.kind === 'refused' && sent.problem === 'orderNotReady') return undefined;
  return sent.kind === 'done' ? undefined : endingOf(run, sent);
}

async function newKey(): Promise<string> {
  const { crypto } = await acmeLibrary();
  return (await crypto.createPrivateEcdsaKey('P-256')).toString();
}

async function download(run: Run, order: SeenOrder): Promise<Ending> {
  const { scope, lease, visit } = run;
  const chain = await askAuthority(visit, (client) => client.getCertificate(order));
  if (chain.kind !== 'done') return endingOf(run, chain);
  return (await storeCertificate(scope, lease, chain.value)) ? { kind: 'ended' } : lost(run);
}

/** Why the authority gave an order up: it stands in the challenge, else in the order. */
async function reasonOf({ visit, lease }: Run, order: SeenOrder): Promise<Failed> {
  const { host } = lease.order;
  if (order.error) return failedBy(order.error, host);
  const seen = await askAuthority(visit, (client) => client.getAuthorizations(order));
  const challenges = seen.kind === 'done' ? seen.value.flatMap(challengesOf) : [];
  return failedBy(challenges.find(({ error }) => error)?.error, host);
}

const challengesOf = ({ challenges }: Authorization) => challenges as Challenge[];
