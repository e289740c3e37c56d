import 'server-only';
import { sql } from 'drizzle-orm';
import { headers } from 'next/headers';
import { cache } from 'react';
import { inTenant } from '@/access/in-transaction';
import { runNamed } from '@/platform/run-named';
import { settingsWithAnnouncements } from '@/settings/announcements-now';
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
  const [row] = await inTenant(
    place.tenant.id,
    (tx) =>
      runNamed<{ settings: Visitor['settings'] }>(
        tx,
        sql`select ${settingsWithAnnouncements(place.tenant.id)} as settings`,
      ),
    { reading: true },
  );
  const userAgent = (await headers()).get('user-agent')?.slice(0, 300) ?? '';
  return { ...place, language, settings: row!.settings, userAgent };
});
