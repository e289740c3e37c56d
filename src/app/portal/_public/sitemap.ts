import 'server-only';
import { readPublicTexts } from '@/knowledge/public/public-texts';
import type { Reader } from '@/knowledge/reader';
import { notFound } from '@/platform/errors';
import { portalUrl } from '@/tenants/urls';
import { inXml } from './xml';

/** Of addresses in one file, by the protocol (sitemaps.org). */
const mostAddresses = 50_000;
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/**
 * `/sitemap.xml`: every article that who is signed out may read, in every language, at the address
 * that links name; where they are too many for one file, the files that hold them.
 */
export async function sitemap(
  reader: Omit<Reader, 'actor'>,
  most = mostAddresses,
): Promise<string> {
  const { count, texts } = await readPublicTexts(reader, { from: 0, most });
  if (count <= most) return urlset(reader, texts);
  const parts = Array.from({ length: Math.ceil(count / most) }, (_, at) => at + 1);
  const files = parts.map(
    (part) =>
      `<sitemap><loc>${inXml(portalUrl(reader.tenant, `/sitemap/${part}`))}</loc></sitemap>`,
  );
  return `<sitemapindex ${namespace}>\n${files.join('\n')}\n</sitemapindex>`;
}

/** One of these files, from 1 on; another number does not exist (404). */
export async function sitemapPart(
  reader: Omit<Reader, 'actor'>,
  part: string,
  most = mostAddresses,
): Promise<string> {
  if (!/^[1-9]\d{0,3}$/.test(part)) throw notFound();
  const { texts } = await readPublicTexts(reader, { from: (Number(part) - 1) * most, most });
  if (texts.length === 0) throw notFound();
  return urlset(reader, texts);
}

function urlset(
  { tenant }: Pick<Reader, 'tenant'>,
  texts: readonly { slug: string; changedAt: Date }[],
): string {
  const urls = texts.map(
    ({ slug, changedAt }) =>
      `<url><loc>${inXml(portalUrl(tenant, `/knowledge-base/${slug}`))}</loc>` +
      `<lastmod>${changedAt.toISOString()}</lastmod></url>`,
  );
  return `<urlset ${namespace}>\n${urls.join('\n')}\n</urlset>`;
}
