import 'server-only';
import { and, eq, isNull, or } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { contacts, technicians } from './tables';

export type AccountKind = 'contact' | 'technician';

/** What deciding about a sign-in needs. */
export interface SignInAccount {
  kind: AccountKind;
  id: string;
  name: string;
  /** Null for technicians: they sign in with their e-mail address. */
  username: string | null;
  email: string | null;
  /** Null: no password was made; nobody can sign in. */
  passwordHash: string | null;
  /** Goes into the session; a session of an older version has ended. */
  credentialVersion: number;
  /** A generated password is in use: ask for a new one first. */
  mustChangePassword: boolean;
  language: string | null;
}

/** The contact with this username or e-mail address, whatever the case, unless disabled. */
export async function findContactForSignIn(
  tx: Tx,
  tenantId: string,
  login: string,
): Promise<SignInAccount | undefined> {
  const wanted = loginKey(login);
  const [row] = await tx
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tenantId),
        or(eq(contacts.username, wanted), eq(contacts.email, wanted)),
        isNull(contacts.disabledAt),
      ),
    )
    .limit(1);
  return row && { ...accountOf(row), kind: 'contact', username: row.username };
}

/** The technician with this e-mail address, whatever the case, unless disabled. */
export async function findTechnicianForSignIn(
  tx: Tx,
  tenantId: string,
  login: string,
): Promise<SignInAccount | undefined> {
  const [row] = await tx
    .select()
    .from(technicians)
    .where(
      and(
        eq(technicians.tenantId, tenantId),
        eq(technicians.email, loginKey(login)),
        isNull(technicians.disabledAt),
      ),
    )
    .limit(1);
  return row && { ...accountOf(row), kind: 'technician', username: null };
}

/** A login as it is compared: what phones capitalise and paste with spaces is the same. */
export function loginKey(login: string): string {
  return login.slice(0, 320).normalize('NFKC').trim().toLowerCase();
}

type Row = typeof contacts.$inferSelect | typeof technicians.$inferSelect;

function accountOf(row: Row) {
  const { id, name, email, passwordHash, credentialVersion, mustChangePassword, language } = row;
  return { id, name, email, passwordHash, credentialVersion, mustChangePassword, language };
}
