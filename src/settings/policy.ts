import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who may see and change how a tenant works: its admins, keys made for that, the server. */
export const settingsCan = {
  read: (scope) => adminsAnd(scope, 'settings:read'),
  change: (scope) => adminsAnd(scope, 'settings:write'),
  /** Guards the sign-ins of all technicians: a key that has been stolen must not take it away. */
  liftSecondFactor: (scope) =>
    scope.actor.kind === 'apiKey'
      ? permit(false, 'settings.factorLiftedInPerson')
      : adminsAnd(scope, 'settings:write'),
  /** The operator's business: no admin of a tenant gives themselves anything. */
  entitle: ({ actor }) => permit(actor.kind === 'system', 'settings.operatorsOnly'),
} satisfies Record<string, (scope: Scope) => Permission>;

function adminsAnd({ actor }: Scope, scope: 'settings:read' | 'settings:write'): Permission {
  switch (actor.kind) {
    case 'system':
      return allowed;
    case 'technician':
      return permit(actor.role === 'admin', 'session.adminsOnly');
    case 'apiKey':
      return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
    case 'contact':
      return permit(false, 'session.adminsOnly');
  }
}
