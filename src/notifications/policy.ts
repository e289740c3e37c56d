import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who sees and changes which programs are told what happens: admins, keys made for that. */
export const webhooksCan = {
  read: (scope) => byAdmin(scope, 'settings:read'),
  change: (scope) => byAdmin(scope, 'settings:write'),
  /** What it is told is the audit log's: a key that can't read that must not have it sent. */
  create: (scope) => {
    const changes = byAdmin(scope, 'settings:write');
    return changes.allowed ? byAdmin(scope, 'audit:read') : changes;
  },
} satisfies Record<string, (scope: Scope) => Permission>;

function byAdmin({ actor }: Scope, keyScope: string): Permission {
  switch (actor.kind) {
    case 'system':
      return allowed;
    case 'technician':
      return permit(actor.role === 'admin', 'session.adminsOnly');
    case 'apiKey':
      return permit(actor.scopes.includes(keyScope), 'api.scopeMissing', { scope: keyScope });
    case 'contact':
      return permit(false, 'session.adminsOnly');
  }
}
