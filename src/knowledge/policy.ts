import { allowed, type Permission, permit, refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who keeps the knowledge base: every technician, keys made for that, the server. */
export const knowledgeCan = {
  /** Drafts, versions, and what is for technicians alone. */
  keepReading: (scope) => staffWith(scope, 'knowledge:read'),
  write: (scope) => staffWith(scope, 'knowledge:write'),
  /** All of it at once: admins. */
  importArticles: (scope) => adminWith(scope, 'knowledge:write'),
  followImport: (scope) => adminWith(scope, 'knowledge:read'),
  exportArticles: (scope) => adminWith(scope, 'knowledge:read'),
} satisfies Record<string, (scope: Scope) => Permission>;

/** Throws (403) where the policy says no. */
export function refuseUnlessKnowledge(scope: Scope, deed: keyof typeof knowledgeCan): void {
  refuseUnlessPermitted(knowledgeCan[deed](scope));
}

function adminWith(scope: Scope, apiScope: string): Permission {
  const { actor } = scope;
  if (actor.kind === 'technician') return permit(actor.role === 'admin', 'session.adminsOnly');
  return staffWith(scope, apiScope);
}

function staffWith({ actor }: Scope, scope: string): Permission {
  switch (actor.kind) {
    case 'apiKey':
      return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
    case 'contact':
      return permit(false, 'knowledge.staffOnly');
    case 'technician':
    case 'system':
      return allowed;
  }
}
