import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Role, Scope, Technician } from '@/access/scope';
import { hasSecondFactor } from '@/people/factors/own-factors';
import { runNamed } from '@/platform/run-named';
import { secondFactorSince } from '@/settings/require-second-factor';
import {
  type ContactColumns,
  contactColumns,
  contactJoins,
  contactOf,
  type PersonColumns,
  personColumns,
} from './person-columns';
import { sessions } from './tables';
import type { Place } from './tenant-of-request';

/** A live session's person, and whether a password of their own is still wanted. */
export interface SignedIn<A extends Contact | Technician> {
  scope: Scope<A>;
  mustChangePassword: boolean;
  /** The tenant wants a second factor of each technician, and this one began without any. */
  mustSetUpFactor?: boolean;
  /** Null: the person never chose one. */
  ownLanguage: string | null;
}

/** What somebody must do before anything else is open to them. */
export function whatComesFirst({
  mustChangePassword,
  mustSetUpFactor,
}: Omit<SignedIn<Contact | Technician>, 'scope'>): 'password' | 'factor' | undefined {
  if (mustChangePassword) return 'password';
  return mustSetUpFactor ? 'factor' : undefined;
}

type Found<A extends Contact | Technician> = Promise<
  | (Omit<SignedIn<A>, 'scope'> & {
      actor: A;
      settings: Record<string, unknown>;
    })
  | undefined
>;

interface Row extends PersonColumns {
  must_change_password: boolean;
  /** Seen more than five minutes ago: worth a write. */
  stale: boolean;
}

/**
 * Every page asks this, so its plan is kept. The session must live, and so must the person: not
 * disabled, and with the password under which the session was made. Whom a provider vouches for
 * needs no password of their own.
 */
function whoHas({ tenant }: Pick<Place, 'tenant'>, sessionId: string, person: SQL): SQL {
  return sql`
    select ${personColumns(tenant.id)}, p.must_change_password
        and s.method not in ('microsoft', 'google', 'oidc') as must_change_password,
      s.last_seen_at < now() - interval '5 minutes' as stale, ${person}
      and p.credential_version = s.credential_version and p.disabled_at is null
    where s.tenant_id = ${tenant.id} and s.id = ${sessionId}
      and s.revoked_at is null and s.expires_at > now()`;
}

/** The contact of a live session of this tenant, in one round trip; undefined where it ended. */
export async function readContactSession(
  place: Pick<Place, 'tenant'>,
  sessionId: string,
): Found<Contact> {
  const row = await readRow<ContactColumns>(
    place,
    sessionId,
    sql`${contactColumns(place.tenant.id)} from sessions s ${contactJoins(sql`s.contact_id`)}`,
  );
  return row && { actor: contactOf(row, sessionId), ...factsOf(row) };
}

/** The same for a technician. */
export async function readTechnicianSession(
  place: Pick<Place, 'tenant'>,
  sessionId: string,
): Found<Technician> {
  const row = await readRow<TechnicianColumns>(
    place,
    sessionId,
    sql`p.email, p.role, ${hasSecondFactor(sql`p`)} as has_second_factor,
      extract(epoch from s.created_at)::float8 as began
    from sessions s
    join technicians p on p.tenant_id = s.tenant_id and p.id = s.technician_id`,
  );
  if (!row) return undefined;
  const { id, name, email, role } = row;
  const actor: Technician = { kind: 'technician', id, name, email, role, sessionId };
  const facts = factsOf(row);
  return { actor, ...facts, mustSetUpFactor: isWithoutFactor(row, facts.settings) };
}

interface TechnicianColumns {
  email: string;
  role: Role;
  has_second_factor: boolean;
  /** In seconds since 1970. */
  began: number;
}

/** A session that began before the tenant wanted second factors goes on without. */
function isWithoutFactor(
  { has_second_factor, began }: TechnicianColumns,
  settings: Record<string, unknown>,
): boolean {
  const since = secondFactorSince({ settings });
  return since !== undefined && !has_second_factor && began * 1000 >= since.getTime();
}

async function readRow<Own>(
  place: Pick<Place, 'tenant'>,
  sessionId: string,
  person: SQL,
): Promise<(Row & Own) | undefined> {
  const { id } = place.tenant;
  const [row] = await inTenant(
    id,
    (tx) => runNamed<Row & Own>(tx, whoHas(place, sessionId, person)),
    { reading: true },
  );
  if (row?.stale) touch(id, sessionId);
  return row;
}

function factsOf(row: Row) {
  return {
    settings: row.settings ?? {},
    mustChangePassword: row.must_change_password,
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
