import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { type DomainState, leadsHere } from '@/tenants/domain-states';

type Act = (scope: Scope, domain: { kind: 'managed' | 'custom'; state: DomainState }) => Permission;

/** Who may see and change a tenant's host names: its admins, keys made for that, the server. */
export const domainsCan = {
  read: (scope) => admins(scope, 'settings:read'),
  claim: (scope) => admins(scope, 'settings:write'),
} satisfies Record<string, (scope: Scope) => Permission>;

/** What they may do with one of them. The managed host stays as it is. */
export const domainCan = {
  check: (scope, domain) => custom(scope, domain),
  change: (scope, domain) => custom(scope, domain),
  release: (scope, domain) => custom(scope, domain),
  makePrimary: (scope, domain) => {
    const may = custom(scope, domain);
    return may.allowed ? permit(leadsHere(domain.state), 'domains.notActive') : may;
  },
} satisfies Record<string, Act>;

function custom(scope: Scope, { kind }: Parameters<Act>[1]): Permission {
  const may = admins(scope, 'settings:write');
  return may.allowed ? permit(kind === 'custom', 'domains.managed') : may;
}

function admins({ actor }: Scope, scope: 'settings:read' | 'settings:write'): Permission {
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
