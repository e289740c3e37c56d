import 'server-only';
import { sql } from 'drizzle-orm';
import { headers } from 'next/headers';
import { cache } from 'react';
import { inTenant } from '@/access/in-transaction';
import { settings } from '@/settings/tables';
import { useLanguage } from './scope-of-request';
import { type Place, placeOfRequest } from './tenant-of-request';

/** Somebody who has not signed in, on a tenant's host. */
export interface Visitor extends Place {
  language: string;
  settings: Readonly<Record<string, unknown>>;
  userAgent: string;
}

/** For pages and actions before the sign-in: the sign-in itself, forgotten passwords. */
export const requireVisitor = cache(async (): Promise<Visitor> => {
  const place = await placeOfRequest();
  const language = await useLanguage(place.tenant, null);
  const rows = await inTenant(
    place.tenant.id,
    (tx) => tx.select().from(settings).where(sql`${settings.tenantId} = ${place.tenant.id}`),
    { reading: true },
  );
  const chosen = Object.fromEntries(rows.map((row) => [row.key, row.value]));
  const userAgent = (await headers()).get('user-agent')?.slice(0, 300) ?? '';
  return { ...place, language, settings: chosen, userAgent };
});
