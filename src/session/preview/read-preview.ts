import 'server-only';
import { sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Preview } from '@/access/scope';
import { isUuid } from '@/platform/ids';
import { runNamed } from '@/platform/run-named';
import {
  type ContactColumns,
  contactColumns,
  contactJoins,
  contactOf,
  type PersonColumns,
  personColumns,
} from '@/session/person-columns';
import type { Place } from '@/session/tenant-of-request';

export interface Previewed {
  actor: Contact;
  settings: Record<string, unknown>;
  /** The contact's own choice; null where they never made one. */
  ownLanguage: string | null;
  preview: Preview;
}

interface Row extends PersonColumns, ContactColumns {
  technician_id: string;
  technician_name: string;
  technician_language: string | null;
  expires_at: string;
}

/**
 * The contact of a preview that is still on, as the statement of their own session would bring
 * them, in one round trip. Undefined as soon as it was left or its half hour is over, the sign-in
 * that began it has ended, who began it is no admin any more, or the contact can't sign in.
 */
export async function readPreview(
  { tenant }: Pick<Place, 'tenant'>,
  { id, sessionId }: { id: string; sessionId: string | undefined },
): Promise<Previewed | undefined> {
  if (!sessionId || !isUuid(id)) return undefined;
  const [row] = await inTenant(
    tenant.id,
    (tx) =>
      runNamed<Row>(
        tx,
        sql`
        select ${personColumns(tenant.id)}, ${contactColumns(tenant.id)}, v.expires_at,
          k.id as technician_id, k.name as technician_name, k.language as technician_language
        from previews v
        join sessions s on s.tenant_id = v.tenant_id and s.id = v.session_id
          and s.revoked_at is null and s.expires_at > now()
        join technicians k on k.tenant_id = s.tenant_id and k.id = s.technician_id
          and k.credential_version = s.credential_version and k.disabled_at is null
          and k.role = 'admin'
        ${contactJoins(sql`v.contact_id`)}
        where v.tenant_id = ${tenant.id} and v.id = ${id}
          and v.session_id = ${sessionId}
          and v.ended_at is null and v.expires_at > now()
          and p.disabled_at is null and p.erased_at is null and p.merged_into is null`,
      ),
    { reading: true },
  );
  if (!row) return undefined;
  return {
    actor: contactOf(row, id),
    settings: row.settings ?? {},
    ownLanguage: row.language,
    preview: {
      id,
      sessionId,
      technicianId: row.technician_id,
      technicianName: row.technician_name,
      language: row.technician_language ?? tenant.defaultLanguage,
      expiresAt: new Date(row.expires_at),
    },
  };
}
