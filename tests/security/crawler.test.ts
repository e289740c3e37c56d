import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant, signInFirst } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf, type Visit, type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';

/**
 * Articles for every audience and in every state, each with a word of its own in its title, text,
 * category and file names: who crawls the whole portal, as everybody that there is, finds the words
 * of those that are for them and no other, in any byte of any answer.
 */
const articles = {
  everyone: { audience: 'everyone' },
  contacts: { audience: 'contacts' },
  ofA: { audience: 'companies', companies: ['A'] },
  ofB: { audience: 'companies', companies: ['B'] },
  ofBoth: { audience: 'companies', companies: ['A', 'B'] },
  technicians: { audience: 'technicians' },
  draft: { audience: 'everyone', isOut: false },
  withdrawn: { audience: 'everyone', isOut: false, after: 'withdraw' },
  archived: { audience: 'everyone', isOut: false, after: 'archive' },
  scheduled: { audience: 'everyone', isOut: false, publishAt: '2099-01-01T00:00:00Z' },
} as const satisfies Record<string, Made>;

interface Made {
  audience: 'everyone' | 'contacts' | 'companies' | 'technicians';
  companies?: readonly ('A' | 'B')[];
  isOut?: false;
  after?: 'withdraw' | 'archive';
  publishAt?: string;
}
type Name = keyof typeof articles;
const names = Object.keys(articles) as Name[];

const readers = { signedOut: undefined, ofA: 'A', ofB: 'B', ofNone: 'C' } as const;
type Who = keyof typeof readers;
const everybody = Object.keys(readers) as Who[];

/** A word that no other text has; `ask` finds the article and says nothing of it. */
const wordOf = (name: Name) => `xylo${name.toLowerCase()}mark`;
const askOf = (name: Name) => `quill${name.toLowerCase()}`;

/** Who may read what, while the section is for everyone, or for company A alone. */
function reads(who: Who, name: Name, section: 'everyone' | 'onlyA'): boolean {
  const { audience, companies, isOut }: Made = articles[name];
  const company = readers[who];
  if (isOut === false || (section === 'onlyA' && company !== 'A')) return false;
  if (audience === 'everyone') return true;
  if (audience === 'companies') return (companies ?? []).some((one) => one === company);
  return audience === 'contacts' && company !== undefined;
}

let server: ServerProcess;
let tenant: ServedTenant;
const visitors = {} as Record<Who, WebVisitor>;
const companyIds = {} as Record<'A' | 'B' | 'C', string>;
const known = {} as Record<Name, { id: string; category: string; slugs: string[] }>;

beforeAll(async () => {
  server = await startServer({ env: { WEB_CONCURRENCY: '2' } });
  tenant = await serveTenant(server, 'crawled');
  for (const company of ['A', 'B', 'C'] as const) {
    companyIds[company] = (await made('/companies', { name: `Firm ${company}` })).id;
  }
  for (const who of everybody) visitors[who] = await personOf(who);
  for (const name of names) known[name] = await articleOf(name);
}, 180_000);
afterAll(() => server?.stop());

async function made(path: string, body: unknown) {
  const answer = await tenant.api('POST', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.json;
}

async function personOf(who: Who): Promise<WebVisitor> {
  const visitor = webVisitor(tenant.origin, { headers: { 'accept-language': 'en' } });
  const company = readers[who];
  if (!company) return visitor;
  const { username, initialPassword } = await made('/contacts', {
    companyId: companyIds[company],
    name: `Person ${who}`,
    sendWelcome: false,
  });
  await signInFirst(visitor, username, initialPassword);
  return visitor;
}

async function articleOf(name: Name) {
  const { audience, companies = [], after, publishAt, isOut }: Made = articles[name];
  const word = wordOf(name);
  const category = (await made('/categories', { names: { en: `Shelf ${word}` } })).id;
  const body = `${askOf(name)} ${word}. [Everything](/knowledge-base) there is.`;
  const { id } = await made('/articles', {
    categoryId: category,
    audience,
    companyIds: companies.map((company) => companyIds[company]),
    translations: {
      en: { title: `How ${word} works`, body },
      de: { title: `Wie ${word} geht`, body },
    },
  });
  if (isOut !== false || after || publishAt) {
    await made(`/articles/${id}/publish`, publishAt ? { publishAt } : {});
  }
  if (after) await made(`/articles/${id}/${after}`, {});
  const { translations } = (await tenant.api('GET', `/articles/${id}`)).json;
  return { id, category, slugs: [translations.en.slug, translations.de.slug] };
}

/** Where nobody has to have been led: addresses that can be guessed, and every door that answers. */
function beginnings(): string[] {
  return [
    ...['/', '/tickets/new', '/knowledge-base', '/robots.txt', '/sitemap.xml', '/sitemap/1'],
    ...['en', 'fr', 'de', 'es', 'it'].map((language) => `/knowledge-base/feed/${language}`),
    ...names.flatMap((name) => [
      `/knowledge-base?category=${known[name].category}`,
      `/knowledge-base?q=${askOf(name)}`,
      ...known[name].slugs.map((slug) => `/knowledge-base/${slug}`),
      `/knowledge-base/${known[name].slugs[0]}/social-image`,
      `/api/v1/articles/${known[name].id}`,
      `/api/v1/articles/search?q=${askOf(name)}`,
    ]),
  ];
}

/** Follows everything, twice: as a page and as Next's router asks. Address → what came. */
async function crawl(who: Who): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const ahead = beginnings();
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    if (seen.has(path)) continue;
    const page = await visitors[who].get(path);
    const again = await visitors[who].get(path, { rsc: '1' });
    seen.set(path, withoutEcho(page, path) + withoutEcho(again, path));
    if (page.status < 300) ahead.push(...linksIn(page.text));
  }
  for (const name of names) seen.set(`suggestions for ${name}`, await suggested(who, name));
  return seen;
}

/** An answer may repeat what was asked for: that says nothing. */
function withoutEcho({ text, headers, bytes }: Visit, path: string): string {
  const slug = decodeURIComponent(/^\/knowledge-base\/([^/?]+)/.exec(path)?.[1] ?? '');
  const all = `${text} ${bytes.toString('latin1')} ${JSON.stringify(headers)}`.toLowerCase();
  return slug ? all.replaceAll(slug, '') : all;
}

function linksIn(text: string): string[] {
  const links = [...text.matchAll(/(?:href="|<loc>|url":")([^"<]+)/g)].map(([, link]) => link!);
  return links
    .map((link) => link.replaceAll('&amp;', '&').replace(tenant.origin, '').replace(/#.*$/, ''))
    .filter((link) => /^\/(?!\/|_next|api\/sign|console)/.test(link));
}

async function suggested(who: Who, name: Name): Promise<string> {
  const id = actionId('portal/(signed-in)/tickets/new/actions.ts suggestArticlesAction');
  const answer = await visitors[who].act('/tickets/new', id, { title: `${askOf(name)} is broken` });
  return JSON.stringify(stateOf(answer) ?? {}).toLowerCase();
}

/** By door, so that one through which nobody finds anything fails too. */
const doors = {
  pages: /^\/(tickets|knowledge-base(\/(?!feed\/)[^?]*|\?category=.*)?$|$)/,
  search: /^\/knowledge-base\?q=/,
  sitemap: /^\/sitemap/,
  feeds: /^\/knowledge-base\/feed\//,
  suggestions: /^suggestions for /,
  rest: /^\/(?!$|tickets|knowledge-base|sitemap)/,
};
type Door = keyof typeof doors;

async function foundBy(who: Who): Promise<Record<Door, Name[]>> {
  const crawled = [...(await crawl(who))];
  const found = Object.entries(doors).map(([door, isThere]) => {
    const texts = crawled.filter(([path]) => isThere.test(path)).map(([, text]) => text);
    return [door, names.filter((name) => texts.some((text) => text.includes(wordOf(name))))];
  });
  expect(crawled.filter(([path]) => !Object.values(doors).some((one) => one.test(path)))).toEqual(
    [],
  );
  return Object.fromEntries(found) as Record<Door, Name[]>;
}

async function chooseSection(body: unknown) {
  const answer = await tenant.api('PATCH', '/portal/sections/knowledgeBase', { body });
  expect(answer.status).toBe(200);
}

describe.each(['everyone', 'onlyA'] as const)('a crawler, with the section for %s', (section) => {
  beforeAll(() =>
    chooseSection(
      section === 'everyone'
        ? { audience: 'everyone' }
        : { audience: 'selected', companyIds: [companyIds.A], contactIds: [] },
    ),
  );

  it.each(everybody)('%s finds what is for them, and no word of anything else', async (who) => {
    const may = names.filter((name) => reads(who, name, section));
    const anybody = names.filter((name) => reads('signedOut', name, section));
    expect(await foundBy(who)).toEqual({
      pages: may,
      search: may,
      sitemap: anybody,
      feeds: anybody,
      suggestions: who === 'signedOut' ? [] : may,
      rest: [],
    });
  });

  it('there is a picture of what anybody may read, and of nothing else', async () => {
    for (const who of ['signedOut', 'ofA'] as const) {
      const drawn: Name[] = [];
      for (const name of names) {
        const path = `/knowledge-base/${known[name].slugs[0]}/social-image`;
        const { status, headers } = await visitors[who].get(path);
        if (status === 200 && headers['content-type'] === 'image/png') drawn.push(name);
        else expect(status).toBe(404);
      }
      expect(drawn).toEqual(names.filter((name) => reads('signedOut', name, section)));
    }
  });
});

describe('caches', () => {
  beforeAll(() => chooseSection({ audience: 'everyone' }));
  const pathOf = (name: Name) => `/knowledge-base/${known[name].slugs[0]}`;
  /** Over connections of their own, so that both processes are asked. */
  const everywhere = (path: string) =>
    Promise.all(Array.from({ length: 8 }, () => visitors.signedOut.get(path)));

  it('may keep a public page for who is signed out, and nothing for who is signed in', async () => {
    const shared = await visitors.signedOut.get(pathOf('everyone'));
    expect(shared.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: expect.stringContaining('Cookie'),
    });
    for (const path of [pathOf('everyone'), '/knowledge-base', '/tickets']) {
      const own = await visitors.ofA.get(path);
      expect([own.status, own.headers['cache-control']]).toEqual([200, 'private, no-store']);
      expect(own.headers.etag).toBeUndefined();
    }
  });

  it('of two tenants hold what is each one’s own at the same address', async () => {
    const other = await serveTenant(server, 'crawledtoo');
    const { id } = (
      await other.api('POST', '/articles', {
        body: {
          audience: 'everyone',
          translations: { en: { title: `How ${wordOf('everyone')} works`, body: 'Zebrafish.' } },
        },
      })
    ).json;
    await other.api('POST', `/articles/${id}/publish`, { body: {} });
    const there = webVisitor(other.origin);
    for (let time = 0; time < 2; time++) {
      const [own, foreign] = [
        await visitors.signedOut.get(pathOf('everyone')),
        await there.get(pathOf('everyone')),
      ];
      expect([own.text.includes('Zebrafish'), foreign.text.includes('Zebrafish')]).toEqual([
        false,
        true,
      ]);
      expect(foreign.text).not.toContain(askOf('everyone'));
    }
  });

  it('let go of an article in every process before its restriction is answered', async () => {
    const { id, slugs } = known.everyone;
    const paths = [`/knowledge-base/${slugs[0]}`, '/knowledge-base', '/sitemap.xml'];
    const change = async (audience: string) =>
      expect((await tenant.api('PATCH', `/articles/${id}`, { body: { audience } })).status).toBe(
        200,
      );
    for (let time = 0; time < 3; time++) {
      for (const path of paths) {
        for (const { text } of await everywhere(path)) expect(text).toContain(slugs[0]);
      }
      await change('technicians');
      for (const path of paths) {
        for (const answer of await everywhere(path)) {
          expect(withoutEcho(answer, path)).not.toContain(wordOf('everyone'));
        }
      }
      await change('everyone');
    }
  });
});
