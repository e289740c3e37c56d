import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Contact, Scope } from '@/access/scope';
import { inLanguageOf } from './in-language-of';

/** The key under which they travel with the tenant's settings. */
const key = 'announcements';

/**
 * The tenant's choices by key, as one JSON object, but for who has which section, and with them the announcements whose time it
 * is: a page that shows one costs no query for it. Part of the session's own statement.
 */
export function settingsWithAnnouncements(tenantId: string): SQL {
  return sql`(select coalesce(jsonb_object_agg(c.key, c.value), '{}')
    || jsonb_build_object(${key}::text, (
      select jsonb_agg(jsonb_build_object('id', a.id, 'texts', a.texts, 'tone', a.tone,
        'companyIds', a.company_ids, 'onSignIn', a.on_sign_in) order by a.starts_at desc, a.id)
      from announcements a where a.tenant_id = ${tenantId}
        and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())))
    from settings c where c.tenant_id = ${tenantId} and c.key not like 'section.%')`;
}

const Travelling = z.array(
  z.object({
    id: z.uuid(),
    texts: z.record(z.string(), z.string()),
    tone: z.enum(['info', 'warning', 'danger']),
    companyIds: z.array(z.uuid()),
    onSignIn: z.boolean(),
  }),
);

/** What a reader sees of an announcement. */
export interface AnnouncementView {
  id: string;
  text: string;
  /** Of the text: the reader's where there is one. */
  language: string;
  tone: 'info' | 'warning' | 'danger';
}

/**
 * What stands at the top of the portal now, newest first: for a contact what is for everybody or
 * for their company, before the sign-in what is for everybody and meant for there too.
 */
export function announcementsFor(
  reader: Pick<Scope, 'tenant' | 'settings' | 'language'>,
  contact?: Pick<Contact, 'companyId'>,
): AnnouncementView[] {
  const { data = [] } = Travelling.safeParse(reader.settings[key] ?? []);
  return data
    .filter(({ companyIds, onSignIn }) =>
      contact
        ? companyIds.length === 0 || companyIds.includes(contact.companyId)
        : companyIds.length === 0 && onSignIn,
    )
    .flatMap(({ id, tone, texts }) => {
      const words = inLanguageOf(reader, texts);
      return words ? [{ id, tone, ...words }] : [];
    });
}
