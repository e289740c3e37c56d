import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { companies, contacts, technicians } from '@/people/tables';
import { settings } from '@/settings/tables';
import { sessions } from './tables';
import type { Place } from './tenant-of-request';

/** A live session's person, and whether a password of their own is still wanted. */
export interface SignedIn<A extends Contact | Technician> {
  scope: Scope<A>;
  mustChangePassword: boolean;
  /** Null: the person never chose one. */
  ownLanguage: string | null;
}

type Found<A extends Contact | Technician> = Promise<
  | (Omit<SignedIn<A>, 'scope'> & {
      actor: A;
      settings: Record<string, unknown>;
    })
  | undefined
>;

const live = (tenantId: string, sessionId: string) =>
  and(
    eq(sessions.tenantId, tenantId),
    eq(sessions.id, sessionId),
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, sql`now()`),
  );

/** The tenant's choices travel with the session, so that a page costs no query for them. */
const chosen = (tenantId: string) =>
  sql<
    Record<string, unknown>
  >`coalesce((select jsonb_object_agg(${settings.key}, ${settings.value}) from ${settings} where ${settings.tenantId} = ${tenantId}), '{}'::jsonb)`;

/** Seen more than five minutes ago: worth a write. */
const stale = sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`;

/** The contact of a live session of this tenant, in one round trip; undefined where it ended. */
export async function readContactSession(
  { tenant }: Pick<Place, 'tenant'>,
  sessionId: string,
): Found<Contact> {
  const [row] = await inTenant(
    tenant.id,
    (tx) =>
      tx
        .select({
          id: contacts.id,
          name: contacts.name,
          companyId: contacts.companyId,
          companyName: companies.name,
          isPrimary: contacts.isPrimary,
          language: contacts.language,
          mustChangePassword: contacts.mustChangePassword,
          settings: chosen(tenant.id),
          stale,
        })
        .from(sessions)
        .innerJoin(
          contacts,
          and(
            eq(contacts.tenantId, sessions.tenantId),
            eq(contacts.id, sessions.contactId),
            eq(contacts.credentialVersion, sessions.credentialVersion),
            isNull(contacts.disabledAt),
          ),
        )
        .innerJoin(
          companies,
          and(eq(companies.tenantId, contacts.tenantId), eq(companies.id, contacts.companyId)),
        )
        .where(live(tenant.id, sessionId)),
    { reading: true },
  );
  if (!row) return undefined;
  if (row.stale) touch(tenant.id, sessionId);
  const { id, name, companyId, companyName, isPrimary } = row;
  return {
    actor: { kind: 'contact', id, name, companyId, companyName, isPrimary, sessionId },
    settings: row.settings,
    mustChangePassword: row.mustChangePassword,
    ownLanguage: row.language,
  };
}

/** The same for a technician. */
export async function readTechnicianSession(
  { tenant }: Pick<Place, 'tenant'>,
  sessionId: string,
): Found<Technician> {
  const [row] = await inTenant(
    tenant.id,
    (tx) =>
      tx
        .select({
          id: technicians.id,
          name: technicians.name,
          email: technicians.email,
          role: technicians.role,
          language: technicians.language,
          mustChangePassword: technicians.mustChangePassword,
          settings: chosen(tenant.id),
          stale,
        })
        .from(sessions)
        .innerJoin(
          technicians,
          and(
            eq(technicians.tenantId, sessions.tenantId),
            eq(technicians.id, sessions.technicianId),
            eq(technicians.credentialVersion, sessions.credentialVersion),
            isNull(technicians.disabledAt),
          ),
        )
        .where(live(tenant.id, sessionId)),
    { reading: true },
  );
  if (!row) return undefined;
  if (row.stale) touch(tenant.id, sessionId);
  const { id, name, email, role } = row;
  return {
    actor: { kind: 'technician', id, name, email, role, sessionId },
    settings: row.settings,
    mustChangePassword: row.mustChangePassword,
    ownLanguage: row.language,
  };
}

/** Nobody waits for this: it only feeds the list of sign-ins. */
function touch(tenantId: string, sessionId: string): void {
  inTenant(tenantId, (tx) =>
    tx
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId))),
  ).catch(() => {});
}
