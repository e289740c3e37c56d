import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Role, Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { newPassword, seal } from '@/platform/crypto';
import { newId } from '@/platform/ids';
import { initialPasswordPurpose } from './initial-password';
import { companies, companyDomains, contacts, technicians } from './tables';
import { hashPassword } from './verify-password';

/** Writes a company as it is known elsewhere; returns its id. */
export async function importCompany(
  scope: Scope<System>,
  { name, domains }: { name: string; domains: readonly string[] },
): Promise<string> {
  const tenantId = scope.tenant.id;
  const id = newId();
  await inTransaction(scope, async (tx) => {
    await tx.insert(companies).values({ tenantId, id, name });
    for (const domain of domains) {
      await tx.insert(companyDomains).values({ tenantId, companyId: id, domain });
    }
    await record(tx, scope, 'company.created', id, { after: { name } });
  });
  return id;
}

export interface PastContact {
  companyId: string;
  name: string;
  username: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  isPrimary: boolean;
  /** The contact's own password; null generates one that must be changed. */
  password: string | null;
}

/** Writes a contact with their username; nobody is mailed. Returns the id. */
export async function importContact(scope: Scope<System>, past: PastContact): Promise<string> {
  const { password, ...facts } = past;
  const id = newId();
  const credentials = await credentialsOf(password);
  await inTransaction(scope, async (tx) => {
    await tx.insert(contacts).values({ tenantId: scope.tenant.id, id, ...facts, ...credentials });
    await record(tx, scope, 'contact.created', id, { after: { username: facts.username } });
  });
  return id;
}

export interface PastTechnician {
  name: string;
  email: string;
  role: Role;
  language: string | null;
  password: string | null;
  /** A password that somebody else knows: the first sign-in asks for a new one. */
  mustChangePassword?: boolean;
}

/** The same for a technician. */
export async function importTechnician(
  scope: Scope<System>,
  past: PastTechnician,
): Promise<string> {
  const { password, mustChangePassword = false, ...facts } = past;
  const id = newId();
  const credentials = { ...(await credentialsOf(password)), mustChangePassword };
  await inTransaction(scope, async (tx) => {
    await tx
      .insert(technicians)
      .values({ tenantId: scope.tenant.id, id, ...facts, ...credentials });
    await record(tx, scope, 'technician.created', id, { after: { role: facts.role } });
  });
  return id;
}

async function credentialsOf(own: string | null) {
  const password = own ?? newPassword();
  const passwordHash = await hashPassword(password);
  if (own) return { passwordHash, firstSignedInAt: new Date() };
  const initialPasswordSealed = seal(initialPasswordPurpose, password);
  return { passwordHash, initialPasswordSealed, mustChangePassword: true };
}
