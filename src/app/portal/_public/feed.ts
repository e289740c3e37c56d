import 'server-only';
import { createHash } from 'node:crypto';
import { translatorFor } from '@/i18n/translator';
import { type NewText, readNewestTexts } from '@/knowledge/public/public-texts';
import type { Reader } from '@/knowledge/reader';
import { portalUrl } from '@/tenants/urls';
import { inXml } from './xml';

const mostEntries = 50;

/** The articles in one language that changed last, for who is signed out: Atom (RFC 4287). */
export async function feed(reader: Omit<Reader, 'actor'>, language: string): Promise<string> {
  const { tenant } = reader;
  const texts = await readNewestTexts(reader, language, mostEntries);
  const t = await translatorFor(language);
  const updated = texts[0]?.changedAt ?? new Date(0);
  const self = portalUrl(tenant, `/knowledge-base/feed/${language}`);
  return [
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${stableId(tenant.id, language)}</id>`,
    `<title>${inXml(`${t('portal.knowledge.title')} · ${tenant.name}`)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${inXml(tenant.name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${inXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${inXml(portalUrl(tenant, '/knowledge-base'))}"/>`,
    ...texts.map((text) => entry(reader, language, text)),
    '</feed>',
  ].join('\n');
}

function entry({ tenant }: Pick<Reader, 'tenant'>, language: string, text: NewText): string {
  const { articleId, slug, title, excerpt, changedAt, publishedAt } = text;
  const published = publishedAt < changedAt ? publishedAt : changedAt;
  return [
    '<entry>',
    `<id>${stableId(articleId, language)}</id>`,
    `<title>${inXml(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${inXml(portalUrl(tenant, `/knowledge-base/${slug}`))}"/>`,
    `<published>${published.toISOString()}</published>`,
    `<updated>${changedAt.toISOString()}</updated>`,
    `<summary>${inXml(excerpt)}</summary>`,
    '</entry>',
  ].join('');
}

/** One that stays whatever the host, the slug and the title become: a UUID of version 8 (RFC 9562). */
function stableId(id: string, language: string): string {
  const hex = createHash('sha256').update(`${id} ${language}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}
