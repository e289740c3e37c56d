import { sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { searchArticles } from '@/knowledge/search/search-articles';
import { newId } from '@/platform/ids';
import { systemScope } from '@/session/system-scope';
import { createTenant } from '@/tenants/create-tenant';
import {
  evaluate,
  evaluationArticles,
  publishEvaluationArticles,
  questionsOf,
} from './evaluate-search';
import { onEmptyDatabase } from './on-empty-database';
import { settle } from './stand';

const amounts = { tenants: 1_000, articles: 60 };
const queries = 1_000;
/** The fastest counts, so that what else the machine does at the moment does not. */
const repeats = 3;

/**
 * Whether the search finds what people ask for (`evals/knowledge`), and how long the database takes
 * among 60,000 articles of 1,000 tenants, round trip included.
 */
export async function benchSearch(): Promise<void> {
  await onEmptyDatabase(async (adminUrl) => {
    await printQuality();
    const scopes = await loadArticles();
    await settle(adminUrl);
    await printTimes(scopes);
  });
}

async function printQuality() {
  const scope = await aTenant('evaluation');
  const names = await publishEvaluationArticles(scope);
  line('| part | questions | hit@1 | hit@3 | refused |');
  line('| --- | ---: | ---: | ---: | ---: |');
  for (const part of ['tuning', 'held-out'] as const) {
    const { questions, hitAt1, hitAt3, refused } = await evaluate(scope, names, questionsOf(part));
    const shares = [hitAt1, hitAt3, refused].map((share) => share.toFixed(3));
    line(`| ${part} | ${questions} | ${shares.join(' | ')} |`);
  }
}

/** Tenants of one language each, with the evaluation's texts over and over, told apart by a number. */
async function loadArticles(): Promise<Scope<System>[]> {
  const scopes: Scope<System>[] = [];
  for (let n = 0; n < amounts.tenants; n++) {
    const scope = { ...(await aTenant(`load-${n}`)), language: locales[n % locales.length]! };
    await fill(scope, n);
    scopes.push(scope);
  }
  return scopes;
}

async function fill({ tenant, language }: Scope<System>, n: number) {
  const numbers = Array.from({ length: amounts.articles }, (_, i) => i);
  const textOf = (i: number) =>
    evaluationArticles[(i + n) % evaluationArticles.length]!.translations[language]!;
  const ids = sql.param(numbers.map(() => newId()));
  const titles = sql.param(numbers.map((i) => `${textOf(i).title} ${i}`));
  // As long as an article is: the text of three.
  const bodies = sql.param(
    numbers.map((i) => [0, 5, 11].map((by) => textOf(i + by).body).join(' ')),
  );
  await inTransaction({ tenant }, async (tx) => {
    await tx.execute(sql`
      insert into articles (tenant_id, id, state, source_language, author_name, published_at)
      select ${tenant.id}::uuid, id, 'published', ${language}, 'Bench', now()
      from unnest(${ids}::uuid[]) as row(id)`);
    await tx.execute(sql`
      insert into article_translations (tenant_id, article_id, language, slug, title, body)
      select ${tenant.id}::uuid, id, ${language}, 'article-' || id, title, body
      from unnest(${ids}::uuid[], ${titles}::text[], ${bodies}::text[]) as row(id, title, body)`);
  });
}

async function printTimes(scopes: Scope<System>[]) {
  const questions = questionsOf('held-out');
  const times: number[] = [];
  for (let n = 0; n < queries; n++) {
    const scope = scopes[(n * 409) % scopes.length]!;
    const asked = questions.filter(({ language }) => language === scope.language);
    const { question } = asked[n % asked.length]!;
    let fastest = Number.POSITIVE_INFINITY;
    for (let again = 0; again < repeats; again++) {
      const began = performance.now();
      await searchArticles(scope, question);
      fastest = Math.min(fastest, performance.now() - began);
    }
    times.push(fastest);
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
  line(`\n${amounts.tenants * amounts.articles} articles in ${amounts.tenants} tenants\n`);
  line(`| searches, fastest of ${repeats} | p50 ms | p95 ms | p99 ms |`);
  line('| ---: | ---: | ---: | ---: |');
  line(`| ${queries} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} |`);
}

async function aTenant(slug: string): Promise<Scope<System>> {
  const tenant = await createTenant({ slug, name: slug, timeZone: 'UTC' });
  return systemScope(tenant.id, 'bench');
}

function line(text: string) {
  process.stdout.write(`${text}\n`);
}
