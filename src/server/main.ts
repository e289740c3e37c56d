import 'server-only';
import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { wildcardPair } from '@/certificates/wildcard';
import { closeLocks, openLocks } from '@/platform/advisory-lock';
import { closeDatabase, openDatabase } from '@/platform/db';
import { type Env, readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { closeEar, openEar } from '@/platform/notify';
import { banner } from './banner';
import { sentenceOf } from './cannot-start';
import { greetDemo } from './first-start';
import { type JobRunner, startJobs } from './job-runner';
import { type MailDoor, openMailDoor } from './mail-door';
import { openStore, type Store } from './open-store';
import { quietConsole } from './quiet-console';
import { runWorker } from './run-worker';
import { prepareServing } from './serve';
import { asOnlyServer } from './server-lock';
import { type StopReason, untilToldToStop } from './stop-signal';
import { trustedProxies } from './trusted-proxies';
import { startWorkers } from './workers';

/**
 * The server's process: Postgres, migration, demo, jobs, HTTP, until it is told to stop. With
 * WEB_CONCURRENCY above one it serves through workers and keeps the rest for itself.
 */
const dev = process.argv.includes('--dev');
if (dev) Object.assign(process.env, { NODE_ENV: 'development' });
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

/** Milliseconds between the 503 of `/readyz` and the end of accepting: balancers look away. */
const lameDuck = 2_000;

let env: Env | undefined;
try {
  env = readEnv();
  trustedProxies(env.TRUSTED_PROXIES);
  if (!dev) quietConsole();
  if (cluster.isWorker) await runWorker(env, { dev });
  else {
    await runPrimary(env);
    process.exit(0);
  }
} catch (error) {
  process.stderr.write(`\n${sentenceOf(error, env)}\n`);
  process.exit(1);
}

async function runPrimary(env: Env): Promise<void> {
  const told = untilToldToStop();
  const run = () => serveUntil(env, told);
  if (env.DATABASE_URL) await run();
  else await asOnlyServer(env.DATA_DIR, run);
}

async function serveUntil(env: Env, told: Promise<StopReason>): Promise<void> {
  const began = performance.now();
  const alone = env.WEB_CONCURRENCY === 1 || dev;
  const ticketKeys = randomBytes(48);
  if (env.WILDCARD_CERT_FILE) await wildcardPair(); // files that can't be used stop the start
  const serving = alone ? prepareServing(env, { dev, ticketKeys }) : undefined;
  serving?.catch(() => {}); // looked at below
  const store = await openStore(env);
  let jobs: JobRunner | undefined;
  let mail: MailDoor | undefined;
  try {
    openDatabase(store.urls.runtime);
    openLocks(store.urls.runtime);
    await openEar(store.urls.runtime);
    const demo = await greetDemo(env, store.urls.admin);
    const order = { databaseUrl: store.urls.runtime, ticketKeys: ticketKeys.toString('base64') };
    const front = await (serving ?? startWorkers(env.WEB_CONCURRENCY, order));
    await (await serving)?.listen();
    mail = await mailDoor(env);
    jobs = startJobs(store.urls.jobs, await import('@/jobs'));
    process.stdout.write(banner(env, demo, (performance.now() - began) / 1000));
    process.send?.({ kind: 'ready' });
    const reason = await told;
    log.info('server.stopping', { reason });
    front.leaveBalance();
    if (reason === 'terminated') await sleep(lameDuck);
    await Promise.all([front.stop(), mail?.close()]);
  } finally {
    await close(store, jobs);
  }
}

/** Beside the pages, where there is a port for it. */
async function mailDoor({ MAIL_INBOUND_PORT, HOST }: Env): Promise<MailDoor | undefined> {
  if (MAIL_INBOUND_PORT === undefined) return undefined;
  return openMailDoor({ port: MAIL_INBOUND_PORT, host: HOST });
}

/** Milliseconds for each part: a Postgres that is away must not keep the process. */
const longestClose = 5_000;

async function close(store: Store, jobs: JobRunner | undefined): Promise<void> {
  await jobs?.stop();
  const late = () => sleep(longestClose, undefined, { ref: false });
  await Promise.race([Promise.all([closeEar(), closeLocks(), closeDatabase()]), late()]);
  await store.stop();
}
