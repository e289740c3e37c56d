import os from 'node:os';
import { fillForm } from '~tests/setup/forms';
import { visit } from '~tests/setup/visit';
import { databaseUse } from './database-use';
import { type Weight, weigh } from './page-weight';
import { residentMegabytes } from './processes';
import { measure, median, middle, type Round, type Target } from './rounds';
import { signIn, signInPost } from './sign-in';
import { makeStand, makeYardsticks, type Stand } from './stand';

const amounts = { tenants: 200, tickets: 100_000 };
const plan = { rounds: 5, seconds: 4 };
const connections = 32;

/** What Chrome, Edge and Firefox say today. */
const takes = 'gzip, deflate, br, zstd';

/** The portal's pages under load, beside a bare Node server and a bare Next page. */
export async function benchPages(): Promise<void> {
  const stand = await makeStand(amounts);
  const origin = stand.origin(1);
  const cookie = await signIn(origin, 1);
  const drawn = await drawnList(origin, cookie);
  const yardsticks = await makeYardsticks(stand.runtimeUrl, drawn);
  try {
    const ticket = /\/tickets\/\d+/.exec(drawn)![0];
    const page = (name: string, path: string, right = 200): Target => ({
      name,
      url: origin.replace(/\/\/[^:]+/, '//127.0.0.1') + path,
      headers: { cookie, host: new URL(origin).host, 'accept-encoding': takes },
      connections,
      right,
    });
    const bare = (what: string, path: string): Target => ({
      name: `bare Next page, ${what}`,
      url: yardsticks.next + path,
      headers: { 'accept-encoding': takes },
      connections,
      right: 200,
    });
    const targets: Target[] = [
      { name: 'bare node http', url: yardsticks.http, connections, right: 200 },
      bare('one query', ''),
      bare('with the elements of the list', '/markup'),
      bare('with those, all in one client component', '/client'),
      // Session, document and frame around four lines, and one question for the visitor's settings
      // that only this page asks: about what every page of the portal pays first.
      page('portal: the frame alone (no such page)', '/nothing-here', 404),
      page('portal: ticket list (25 rows)', '/tickets'),
      page('portal: ticket page', ticket),
      page('portal: new-ticket form', '/tickets/new'),
    ];
    const results = await measure(targets, plan);
    const memory = residentMegabytes(stand.server.pid);
    print(results, targets);
    await printWrites(stand);
    await printRoundTrips(stand, cookie, ['/tickets', ticket, '/tickets/new', '/']);
    const weights = [
      await weigh(origin, '/sign-in', ''),
      ...(await weighAll(origin, cookie, ticket)),
    ];
    printWeights(weights);
    line(`\nResident memory of the server after the load: ${memory.toFixed(0)} MB`);
    line(
      `Start of the server on ${amounts.tickets} tickets to its first answer: ${(stand.server.readyAfter / 1000).toFixed(1)} s`,
    );
    line(`Test data loaded in ${stand.loadSeconds} s`);
  } finally {
    await yardsticks.stop();
    await stand.stop();
  }
}

/** The list of tickets as it is sent. */
async function drawnList(origin: string, cookie: string): Promise<string> {
  const answer = await visit(origin, '/tickets', { headers: { cookie } });
  const html = answer.body.toString();
  if (answer.status !== 200 || !/\/tickets\/\d+/.test(html))
    throw new Error(`the list answers ${answer.status} without a ticket`);
  return html;
}

async function weighAll(origin: string, cookie: string, ticket: string): Promise<Weight[]> {
  const weights: Weight[] = [];
  for (const page of ['/', '/tickets', ticket, '/tickets/new']) {
    weights.push(await weigh(origin, page, cookie));
  }
  return weights;
}

function print(results: Map<string, Round[]>, targets: Target[]): void {
  const next = middle(results.get('bare Next page, one query')!);
  line(
    `\n${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${amounts.tickets} tickets in ${amounts.tenants} tenants`,
  );
  line(
    `${connections} connections, ${plan.rounds} interleaved rounds of ${plan.seconds} s, medians; the load generator runs on the same cores\n`,
  );
  line('| page | requests/s | of the bare Next page | p50 ms | p95 ms | of its p95 |');
  line('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const { name } of targets) {
    const { perSecond, p50, p95 } = middle(results.get(name)!);
    line(
      `| ${name} | ${perSecond.toFixed(0)} | ${(perSecond / next.perSecond).toFixed(2)} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${(p95 / next.p95).toFixed(2)} |`,
    );
  }
}

/** Writes one after another: each has its own form, as a person's would. */
async function printWrites(stand: Stand): Promise<void> {
  const signIns: number[] = [];
  const openings: number[] = [];
  for (let tenant = 2; tenant <= 61; tenant++) {
    const origin = stand.origin(tenant);
    const post = await signInPost(origin, 1);
    const began = performance.now();
    const answer = await visit(origin, '/sign-in', post);
    signIns.push(performance.now() - began);
    const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
    const form = await visit(origin, '/tickets/new', { headers: { cookie } });
    const typed = {
      title: 'The scanner on the second floor is silent',
      description: 'It worked this morning.',
    };
    const filled = fillForm(form.body.toString(), 'title', typed);
    const opened = performance.now();
    const done = await visit(origin, '/tickets/new', {
      method: 'POST',
      body: filled.body,
      headers: { ...filled.headers, origin, cookie },
    });
    openings.push(performance.now() - opened);
    if (done.status >= 400) throw new Error(`opening a ticket answers ${done.status}`);
  }
  line('\n| one after another | p50 ms | p95 ms |');
  line('| --- | ---: | ---: |');
  for (const [name, times] of [
    ['sign-in (Argon2id, session, page)', signIns],
    ['open a ticket (form without scripts)', openings],
  ] as const) {
    const sorted = [...times].sort((a, b) => a - b);
    line(
      `| ${name} | ${median(sorted).toFixed(0)} | ${sorted[Math.floor(sorted.length * 0.95)]!.toFixed(0)} |`,
    );
  }
}

async function printRoundTrips(stand: Stand, cookie: string, pages: string[]): Promise<void> {
  line('\n| page | database round trips |');
  line('| --- | ---: |');
  for (const path of pages) {
    const count = await databaseUse(stand, cookie, path);
    line(`| ${path.replace(/\d+/, '‹number›')} | ${count} |`);
  }
}

function printWeights(weights: Weight[]): void {
  const kb = (bytes: number) => (bytes / 1000).toFixed(1);
  line('\n| first load, compressed, kB | HTML | JavaScript | CSS |');
  line('| --- | ---: | ---: | ---: |');
  for (const { page, html, js, css } of weights) {
    line(`| ${page.replace(/\d+/, '‹number›')} | ${kb(html)} | ${kb(js)} | ${kb(css)} |`);
  }
}

function line(text: string) {
  process.stdout.write(`${text}\n`);
}
