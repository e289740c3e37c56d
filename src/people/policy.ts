import { allowed, type Permission, permit, refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who may do what with companies, contacts and technicians. Contacts: nothing of it. */
export const peopleCan = {
  readCompanies: (scope) => byTechnician(scope, 'companies:read'),
  changeCompanies: (scope) => byTechnician(scope, 'companies:write'),
  readContacts: (scope) => byTechnician(scope, 'contacts:read'),
  changeContacts: (scope) => byTechnician(scope, 'contacts:write'),
  /** Reveal, generate and send a contact's credentials: daily work of technicians, audited. */
  handleCredentials: (scope) => byTechnician(scope, 'contacts:write'),
  importContacts: (scope) => byAdmin(scope),
  importCompanies: (scope) => byAdmin(scope),
  /** All of them at once leaves the house: an admin's business. */
  exportContacts: (scope) => byAdmin(scope, 'contacts:read'),
  exportCompanies: (scope) => byAdmin(scope, 'companies:read'),
  /** Everything about one person, which is their tickets too. */
  exportPerson: (scope) => {
    const ofTickets = byAdmin(scope, 'tickets:read');
    return ofTickets.allowed ? byAdmin(scope, 'contacts:read') : ofTickets;
  },
  previewAsContact: (scope) => byAdmin(scope),
  eraseContacts: (scope) => byAdmin(scope, 'contacts:write'),
  readTechnicians: (scope) => byTechnician(scope, 'technicians:read'),
  changeTechnicians: (scope) => byAdmin(scope, 'technicians:write'),
  /** Somebody’s second factor: a person's deed or the operator's, no program's. */
  resetFactors: (scope) => byAdmin(scope),
  sendDnsInstructions: (scope) => byAdmin(scope),
  changeWelcomeMail: (scope) => byAdmin(scope, 'settings:write'),
} satisfies Record<string, (scope: Scope) => Permission>;

/** Throws (403) where the policy says no, naming the rule or the missing scope of the key. */
export function refuseUnlessCan(scope: Scope, deed: keyof typeof peopleCan): void {
  refuseUnlessPermitted(peopleCan[deed](scope));
}

function byTechnician({ actor }: Scope, keyScope: string): Permission {
  switch (actor.kind) {
    case 'apiKey':
      return permit(actor.scopes.includes(keyScope), 'api.scopeMissing', { scope: keyScope });
    case 'contact':
      return permit(false, 'people.staffOnly');
    case 'technician':
    case 'system':
      return allowed;
  }
}

function byAdmin(scope: Scope, keyScope?: string): Permission {
  const { actor } = scope;
  if (actor.kind === 'technician') return permit(actor.role === 'admin', 'session.adminsOnly');
  if (actor.kind === 'apiKey' && !keyScope) return permit(false, 'people.staffOnly');
  return byTechnician(scope, keyScope ?? '');
}
