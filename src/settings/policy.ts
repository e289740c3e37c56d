import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who may change how a tenant works: its admins, keys made for that, the server. */
export const settingsCan = { change: changeSettings } satisfies Record<
  string,
  (scope: Scope) => Permission
>;

function changeSettings({ actor }: Scope): Permission {
  switch (actor.kind) {
    case 'system':
      return allowed;
    case 'technician':
      return permit(actor.role === 'admin', 'session.adminsOnly');
    case 'apiKey': {
      const scope = 'settings:write';
      return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
    }
    case 'contact':
      return permit(false, 'session.adminsOnly');
  }
}
