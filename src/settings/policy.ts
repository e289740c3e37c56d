import { type Permission, permit } from '@/access/permission';
import type { Scope } from '@/access/scope';

/** Who may change how a tenant works: its admins, keys made for that, the server. */
export const settingsCan = {
  change: ({ actor }: Scope): Permission =>
    permit(
      actor.kind === 'system' ||
        (actor.kind === 'technician' && actor.role === 'admin') ||
        (actor.kind === 'apiKey' && actor.scopes.includes('settings:write')),
      'session.adminsOnly',
    ),
};
