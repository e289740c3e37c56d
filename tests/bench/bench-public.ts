import os from 'node:os';
import { createArticle } from '@/knowledge/create-article';
import { publishArticle } from '@/knowledge/publish-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { closeDatabase, openDatabase } from '@/platform/db';
import { systemScope } from '@/session/system-scope';
import { tenantOfHost } from '@/tenants/host-index';
import { visit } from '~tests/setup/visit';
import { evaluationArticles, publishEvaluationArticles } from './evaluate-search';
import { measure, middle, type Target } from './rounds';
import { makeStand, makeYardsticks, type Stand } from './stand';

const plan = { rounds: 5, seconds: 4 };
const connections = 32;
/** What Chrome, Edge and Firefox say today. */
const takes = 'gzip, deflate, br, zstd';

const yardstick = 'bare Next page, one query';
const dynamic = 'public article, drawn for each visitor';

/**
 * An article for who is signed out, kept and drawn anew for each (an unknown query is answered by
 * Next), beside a bare Next page. The database is asked before each answer that is kept, too.
 */
export async function benchPublic(): Promise<void> {
  const stand = await makeStand({ tenants: 20, tickets: 2_000 });
  const yardsticks = await makeYardsticks(stand.runtimeUrl);
  try {
    const path = await publishArticles(stand);
    const origin = stand.origin(1);
    const { host } = new URL(origin);
    const { etag } = (await visit(origin, path, { headers: { 'accept-encoding': takes } })).headers;
    const page = (name: string, path: string, more = {}, right = 200): Target => ({
      name,
      url: origin.replace(/\/\/[^:]+/, '//127.0.0.1') + path,
      headers: { host, 'accept-encoding': takes, ...more },
      connections,
      right,
    });
    const bare = { 'accept-encoding': takes };
    const targets: Target[] = [
      { name: yardstick, url: yardsticks.next, connections, right: 200, headers: bare },
      page(dynamic, `${path}?anew=1`),
      page('public article, kept', path),
      page(
        'public article, kept, and the visitor has it (304)',
        path,
        { 'if-none-match': etag },
        304,
      ),
      page('entrance of the knowledge base, kept', '/knowledge-base'),
    ];
    const results = await measure(targets, plan);
    line(`\n${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`);
    line(
      `${connections} connections, ${plan.rounds} interleaved rounds of ${plan.seconds} s, medians; the load generator runs on the same cores\n`,
    );
    line('| page | requests/s | of the one drawn for each | of the bare Next page | p95 ms |');
    line('| --- | ---: | ---: | ---: | ---: |');
    const rate = (name: string) => middle(results.get(name)!).perSecond;
    for (const { name } of targets) {
      const { perSecond, p95 } = middle(results.get(name)!);
      const ratios = [dynamic, yardstick].map((other) => (perSecond / rate(other)).toFixed(2));
      line(`| ${name} | ${perSecond.toFixed(0)} | ${ratios.join(' | ')} | ${p95.toFixed(0)} |`);
    }
  } finally {
    await yardsticks.stop();
    await stand.stop();
  }
}

/** A knowledge base for everyone at the first tenant; answers the path of an article as long as most. */
async function publishArticles(stand: Stand): Promise<string> {
  openDatabase(stand.runtimeUrl);
  try {
    const entry = await tenantOfHost(new URL(stand.origin(1)).hostname);
    if (!entry || entry.kind === 'provider') throw new Error('the first tenant has no host');
    const scope = await systemScope(entry.tenant.id, 'bench');
    await publishEvaluationArticles(scope, 'everyone');
    const parts = evaluationArticles.slice(0, 5).map(({ translations }) => translations.en!);
    const body = parts.map((part) => `## ${part.title}\n\n${part.body}`).join('\n\n');
    const { id } = await createArticle(scope, {
      audience: 'everyone',
      translations: { en: { title: 'Work from home', body } },
    });
    await publishArticle(scope, { id });
    const { texts } = await readKeptArticle(scope, id);
    return `/knowledge-base/${texts[0]!.slug}`;
  } finally {
    await closeDatabase();
  }
}

function line(text: string) {
  process.stdout.write(`${text}\n`);
}
