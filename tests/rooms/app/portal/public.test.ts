import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { Scope, Technician } from '@/access/scope';
import { drawableText } from '@/app/portal/_public/drawable-text';
import { feed } from '@/app/portal/_public/feed';
import { sitemap, sitemapPart } from '@/app/portal/_public/sitemap';
import { StructuredData } from '@/app/portal/_public/structured-data';
import { inXml } from '@/app/portal/_public/xml';
import { isKnowledgePublic } from '@/knowledge/public/public-texts';
import { publishArticle } from '@/knowledge/publish-article';
import { writeArticle } from '@/knowledge/write-article';
import { clock, hours } from '@/platform/clock';
import { changeSection } from '@/settings/change-section';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeArticle, makeDraft } from '../../knowledge/articles';

await freshDatabase();

/** A tenant with an article for each audience, a draft, and one public one in two languages. */
async function aKnowledgeBase() {
  const scope = await asTechnician(await makeTenant(), 'admin');
  for (const audience of ['contacts', 'technicians'] as const) {
    await makeArticle(scope, { audience, title: `For ${audience}` });
  }
  await makeDraft(scope, { audience: 'everyone', title: 'A draft' });
  const open = await makeArticle(scope, { audience: 'everyone', title: 'Mail & <calendar>' });
  await writeArticle(scope, { id: open.id, language: 'de', title: 'Post', body: 'So geht es.' });
  return { scope, open };
}

const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, at]) => at);
const origin = ({ tenant }: Scope<Technician>) => `http://${tenant.managedHost}:3000`;

describe('the sitemap', () => {
  it('names what who is signed out may read, in every language, and nothing else', async () => {
    const { scope, open } = await aKnowledgeBase();
    const xml = await sitemap(scope);
    expect(locations(xml)).toEqual([
      `${origin(scope)}/knowledge-base/${open.slug}`,
      `${origin(scope)}/knowledge-base/post`,
    ]);
    expect(xml).toMatch(/<lastmod>20\d\d-\d\d-\d\dT[\d:.]+Z<\/lastmod>/);
  });

  it('names the tenant’s own host once links do', async () => {
    const { scope } = await aKnowledgeBase();
    const primaryHost = { host: 'help.acme.test', isSecure: false };
    const xml = await sitemap({ ...scope, tenant: { ...scope.tenant, primaryHost } });
    for (const at of locations(xml)) expect(at).toMatch(/^http:\/\/help\.acme\.test:3000\//);
  });

  it('is an index of files where one would be too long, each address in one of them', async () => {
    const { scope } = await aKnowledgeBase();
    const whole = locations(await sitemap(scope));
    const index = await sitemap(scope, 1);
    expect(index).toContain('<sitemapindex');
    expect(locations(index)).toEqual([`${origin(scope)}/sitemap/1`, `${origin(scope)}/sitemap/2`]);
    const parts = await Promise.all(['1', '2'].map((part) => sitemapPart(scope, part, 1)));
    expect(parts.flatMap(locations)).toEqual(whole);
    for (const part of ['0', '3', '01', 'x', '1e3']) {
      expect(await refusalOf(sitemapPart(scope, part, 1)), part).toMatchObject({ status: 404 });
    }
  });

  it('is not there where the knowledge base is not for everyone, and no feed is', async () => {
    const { scope } = await aKnowledgeBase();
    expect(await isKnowledgePublic(scope)).toBe(true);
    await changeSection(scope, { section: 'knowledgeBase', audience: 'nobody' });
    expect(await isKnowledgePublic(scope)).toBe(false);
    const asked = [() => sitemap(scope), () => sitemapPart(scope, '1'), () => feed(scope, 'en')];
    for (const ask of asked) expect(await refusalOf(ask())).toMatchObject({ status: 404 });
  });
});

describe('the feed', () => {
  const ids = (xml: string) =>
    [...xml.matchAll(/<id>(urn:uuid:[\da-f-]{36})<\/id>/g)].map((m) => m[1]);

  it('holds a language’s public articles, as text', async () => {
    const { scope } = await aKnowledgeBase();
    const xml = await feed(scope, 'en');
    expect(xml).toContain('<title>Mail &#38; &#60;calendar&#62;</title>');
    expect(xml.match(/<entry>/g)).toHaveLength(1);
    expect(xml).not.toMatch(/For contacts|For technicians|A draft|Post/);
    expect(await feed(scope, 'de')).toContain('<title>Post</title>');
    expect((await feed(scope, 'fr')).match(/<entry>/g)).toBeNull();
  });

  it('has what was written long before it came out on top, as of when it did', async () => {
    const { scope } = await aKnowledgeBase();
    const early = await makeDraft(scope, { audience: 'everyone', title: 'Written early' });
    await makeArticle(scope, { audience: 'everyone', title: 'Written late' });
    const out = new Date(Date.now() + hours(1));
    const moved = vi.spyOn(clock, 'now').mockReturnValue(out);
    await publishArticle(scope, { id: early.id });
    moved.mockRestore();
    const [first] = (await feed(scope, 'en')).split('<entry>').slice(1);
    expect(first).toContain('<title>Written early</title>');
    expect(first).toContain(`<updated>${out.toISOString()}</updated>`);
  });

  it('knows an article again when its title has changed, and apart in each language', async () => {
    const { scope, open } = await aKnowledgeBase();
    const before = ids(await feed(scope, 'en'));
    await writeArticle(scope, { id: open.id, language: 'en', title: 'Anew', body: 'Anew.' });
    expect(ids(await feed(scope, 'en'))).toEqual(before);
    const all = [...before, ...ids(await feed(scope, 'de'))];
    expect(new Set(all).size).toBe(4);
  });
});

describe('texts of authors among our own', () => {
  it('end no element of XML and hold nothing that XML forbids', () => {
    expect(inXml('a]]><b x="1">&amp;\u0000\u0008\ud800\ufffe')).toBe(
      'a]]&#62;&#60;b x=&#34;1&#34;&#62;&#38;amp;',
    );
  });

  it('end no script and begin no comment', () => {
    const data = [{ headline: '</script><script>alert(1)</script><!-- \u2028 "a" & \'b\'' }];
    const html = renderToStaticMarkup(createElement(StructuredData, { data }));
    expect(html.match(/<\/?script/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    const json = /<script[^>]*>(.*)<\/script>/s.exec(html)![1]!;
    expect(JSON.parse(json)).toEqual(data);
  });

  it('are drawn with the letters that the picture’s font has, and shortened between words', () => {
    const accents = 'Où l’œuvre coûte 5 € – « ça » „groß“ ¿Añadir? però è così Łódź Приём';
    expect(drawableText(accents, 110)).toBe(accents);
    expect(drawableText('VPN 🚀 © 漢字 einrichten', 110)).toBe('VPN einrichten');
    expect(drawableText('un\u202fdeux\n\ntrois', 110)).toBe('un deux trois');
    const long = drawableText('word '.repeat(60), 110);
    expect(long).toMatch(/^(word )+word…$/);
    expect(long.length).toBeLessThanOrEqual(110);
    expect(drawableText('x'.repeat(5_000), 110).length).toBeLessThanOrEqual(110);
  });
});
