import 'server-only';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exportKnowledge } from '@/knowledge/export/export-knowledge';
import { asOwner } from '@/platform/migrate';
import { systemScope } from '@/session/system-scope';
import { tenantBySlug } from './list-tenants';
import type { Options } from './parse-arguments';
import { withDatabase } from './with-database';

/** Writes a tenant's whole knowledge base to a new zip file; one that is there stays as it is. */
export async function exportArticles({ tenant: slug = '', file = '' }: Options) {
  const target = path.resolve(file);
  await withDatabase(async (urls) => {
    const tenant = await asOwner(urls.admin, (owner) => tenantBySlug(owner, slug));
    const zip = await exportKnowledge(await systemScope(tenant.id, 'articles export'));
    await pipeline(zip, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  });
  const { size } = await stat(target);
  return { data: { file: target, size }, text: `${target} holds the knowledge base of ${slug}.` };
}
