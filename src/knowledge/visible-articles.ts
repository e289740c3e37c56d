import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { clock } from '@/platform/clock';
import { notFound, Refusal } from '@/platform/errors';
import { hasSection, sectionDefaults } from '@/settings/sections';
import { isStaffReader, type Reader } from './reader';

/**
 * Whether there is a knowledge base for this reader at all: a contact without the section gets
 * what an unknown page gets (404), a key needs the scope (403, naming it).
 */
export function requireKnowledge({ actor }: Reader, deed: 'read' | 'write'): void {
  if (actor.kind === 'contact' && !hasSection(actor, 'knowledgeBase')) throw notFound();
  if (actor.kind === 'apiKey' && !actor.scopes.includes(`knowledge:${deed}`)) {
    throw new Refusal('api.scopeMissing', { status: 403, values: { scope: `knowledge:${deed}` } });
  }
}

/**
 * Begins every query for articles: the condition under which a row of `articles a` exists for the
 * reader. Staff: all of the tenant. Contacts with the section: what is published for everyone, for
 * contacts, or for their company. Who is signed out: what is published for everyone, while the
 * section itself is for everyone.
 */
export function visibleArticles(reader: Reader): SQL {
  const { tenant, actor } = reader;
  const ofTenant = sql`a.tenant_id = ${tenant.id}`;
  if (isStaffReader(reader)) return ofTenant;
  if (actor.kind !== 'contact') {
    return sql`${ofTenant} and ${isOut()} and a.audience = 'everyone' and ${sectionIsOpen(tenant.id)}`;
  }
  if (!hasSection(actor, 'knowledgeBase')) return sql`false`;
  return visibleToCompany(tenant.id, sql`${actor.companyId}`);
}

/**
 * The same for every contact of a company who has the section, where it is a column: of many
 * contacts in one statement.
 */
export function visibleToCompany(tenantId: string, companyId: SQL): SQL {
  return sql`a.tenant_id = ${tenantId} and ${isOut()} and ${isForCompany(tenantId, companyId)}`;
}

/** Whether `articles a`, once it is out, is for the contacts of a company. */
export function isForCompany(tenantId: string, companyId: SQL): SQL {
  return sql`(a.audience in ('everyone', 'contacts')
    or (a.audience = 'companies' and exists (select from article_companies ac
      where ac.tenant_id = ${tenantId} and ac.article_id = a.id
        and ac.company_id = ${companyId})))`;
}

/** Published, or scheduled for a time that has come: readers don't wait for the job. */
function isOut(): SQL {
  const now = clock.now().toISOString();
  return sql`(a.state = 'published' or (a.state = 'scheduled' and a.publish_at <= ${now}::timestamptz))`;
}

/** Whether the section is for everyone, so that who is signed out reads too. */
export function sectionIsOpen(tenantId: string): SQL {
  return sql`coalesce((select s.value ->> 'audience' from settings s
    where s.tenant_id = ${tenantId} and s.key = 'section.knowledgeBase'),
    ${sectionDefaults.knowledgeBase}) = 'everyone'`;
}

/**
 * The one translation of `articles a` in which the reader reads it, for `cross join lateral (…) l`:
 * in their language, else the portal's, else the one it was written in.
 */
export function bestTranslation({ tenant, language }: Reader): SQL {
  return sql`select t.language, t.slug, t.title, t.body, t.version, t.source_version, t.updated_at
    from article_translations t
    where t.tenant_id = ${tenant.id} and t.article_id = a.id
    order by t.language = ${language} desc, t.language = ${tenant.defaultLanguage} desc,
      t.language = a.source_language desc, t.language
    limit 1`;
}
