import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { identifyProcess } from '@/platform/identify-process.mjs';
import { actionId } from '~tests/security/doors-of-build';
import type { ApiAnswer } from '~tests/setup/api-client';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf } from '~tests/setup/web-visitor';

/** Fault 3, on a Postgres of this file's own: the others go on with theirs. */
const place = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-lost-'));
let postgres: EmbeddedPostgres;
let server: ServerProcess;
let acme: ServedTenant;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: place });
  server = await startServer({ databaseUrl: postgres.adminUrl });
  acme = await serveTenant(server, 'acme');
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
  rmSync(place, { recursive: true, force: true });
}, 60_000);

const probe = async (name: string) =>
  (await fetch(`http://127.0.0.1:${server.port}/${name}`)).status;

async function until(work: () => Promise<boolean>, milliseconds: number): Promise<number> {
  const began = Date.now();
  while (!(await work())) {
    if (Date.now() - began > milliseconds) throw new Error(`not within ${milliseconds} ms`);
    await sleep(50);
  }
  return Date.now() - began;
}

/** Opens tickets one after the other until told to stop; each answer is kept with its title. */
function keepOpening(name: string) {
  const answers: (ApiAnswer & { title: string })[] = [];
  let going = true;
  const done = (async () => {
    for (let at = 1; going; at++) {
      const title = `${name} ${at}`;
      const body = { requesterId: acme.ids.contact, title, description: 'Opened meanwhile' };
      answers.push({ title, ...(await acme.api('POST', '/tickets', { body })) });
      await sleep(20);
    }
  })();
  return {
    answers,
    stop: async () => {
      going = false;
      await done;
    },
  };
}

/** Whatever happened: 201 and there, or 503 with a time to come back, and nothing else. */
async function expectNothingLost(answers: (ApiAnswer & { title: string })[]): Promise<void> {
  for (const answer of answers) {
    expect([201, 503]).toContain(answer.status);
    if (answer.status === 503) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    else
      expect((await acme.api('GET', `/tickets/${answer.json.number}`)).json.title).toBe(
        answer.title,
      );
  }
  expect(answers.at(-1)?.status).toBe(201);
}

const goes = () => identifyProcess(postgres.pid) !== undefined;

async function whileAway(): Promise<void> {
  await until(async () => (await probe('readyz')) === 503, 5_000);
  expect(await probe('healthz')).toBe(200);

  const page = await acme.contact.get('/tickets', { 'accept-language': 'fr' });
  expect(page.status).toBe(503);
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.text).toContain('<html lang="fr">');
  expect(page.text).toContain(String(page.headers['x-reference']));

  const reply = actionId('portal/(signed-in)/tickets/[number]/actions.ts replyToTicketAction');
  const form = { number: String(acme.numbers[0]), body: 'Typed with care' };
  const answer = await acme.contact.act('/tickets/1', reply, form);
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  const state = stateOf(answer);
  expect(state).toMatchObject({ ok: false, message: expect.stringMatching(/\w+/) });

  const api = await acme.api('GET', '/tickets');
  expect(api).toMatchObject({ status: 503, json: { status: 503 } });
  expect(api.headers['content-type']).toBe('application/problem+json');
}

describe('a Postgres that', { timeout: 120_000 }, () => {
  it('is stopped at once and started again: 503 meanwhile, nothing acknowledged is lost', async () => {
    const opening = keepOpening('Immediate');
    await until(async () => opening.answers.length > 5, 20_000);
    process.kill(postgres.pid, 'SIGQUIT'); // pg_ctl stop -m immediate
    await until(async () => !goes(), 10_000);
    await whileAway();
    postgres = await startEmbeddedPostgres({ dataDir: place });
    expect(await until(async () => (await probe('readyz')) === 200, 10_000)).toBeLessThan(5_000);
    const seen = opening.answers.length;
    await until(async () => opening.answers.slice(seen).at(-1)?.status === 201, 5_000);
    await opening.stop();
    await expectNothingLost(opening.answers);
    expect(opening.answers.some(({ status }) => status === 503)).toBe(true);
    expect((await acme.contact.get('/tickets')).status).toBe(200);
  });

  it('is restarted under load: at most 5 seconds of 503', async () => {
    const opening = keepOpening('Restart');
    await until(async () => opening.answers.length > 5, 20_000);
    process.kill(postgres.pid, 'SIGINT'); // pg_ctl restart -m fast
    await until(async () => !goes(), 10_000);
    postgres = await startEmbeddedPostgres({ dataDir: place });
    const since = Date.now();
    await until(async () => opening.answers.at(-1)?.status === 201, 5_000);
    expect(Date.now() - since).toBeLessThan(5_000);
    await opening.stop();
    await expectNothingLost(opening.answers);
  });

  it('freezes: 503 within some seconds, and goes on where it was', async () => {
    const opening = keepOpening('Frozen');
    await until(async () => opening.answers.length > 5, 20_000);
    process.kill(postgres.pid, 'SIGSTOP'); // first: it would fork another one after the listing
    const frozen = [postgres.pid, ...childrenOf(postgres.pid)];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    const began = Date.now();
    try {
      expect(await probe('healthz')).toBe(200);
      expect(await probe('readyz')).toBe(503);
      const page = await acme.contact.get('/tickets');
      expect(page.status).toBe(503);
      expect(Date.now() - began).toBeLessThan(15_000);
      await sleep(Math.max(0, 8_000 - (Date.now() - began)));
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    expect(await until(async () => (await probe('readyz')) === 200, 10_000)).toBeLessThan(5_000);
    await until(async () => opening.answers.at(-1)?.status === 201, 5_000);
    await opening.stop();
    await expectNothingLost(opening.answers);
  });
});

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return listed.trim().split(/\s+/).map(Number);
}
