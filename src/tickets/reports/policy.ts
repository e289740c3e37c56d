import { allowed, type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who sees how the desk is doing: every technician, keys made for that, the server. */
export const reportsCan = {
  read: ({ actor }) => {
    switch (actor.kind) {
      case 'apiKey': {
        const scope = 'reports:read';
        return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
      }
      case 'contact':
        return permit(false, 'tickets.staffOnly');
      case 'technician':
      case 'system':
        return allowed;
    }
  },
} satisfies Record<string, (scope: Scope) => Permission>;
