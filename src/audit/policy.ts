import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who sees what everybody did: admins, keys made for that, the server itself. */
export const auditCan = {
  read: byAdmin,
  /** A file of it leaves with a person: keys read page by page. */
  export: ({ actor }) =>
    permit(actor.kind === 'technician' && actor.role === 'admin', 'session.adminsOnly'),
} satisfies Record<string, (scope: Scope) => Permission>;

function byAdmin({ actor }: Scope): Permission {
  switch (actor.kind) {
    case 'system':
      return allowed;
    case 'technician':
      return permit(actor.role === 'admin', 'session.adminsOnly');
    case 'apiKey': {
      const scope = 'audit:read';
      return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
    }
    case 'contact':
      return permit(false, 'session.adminsOnly');
  }
}
