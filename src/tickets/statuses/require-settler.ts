import 'server-only';
import type { ApiKey, Scope, System, Technician } from '@/access/scope';
import { Refusal } from '@/platform/errors';

/** Who decides how tickets work: admins, keys with `settings:…`, and the system. */
export type Settler = Scope<Technician | ApiKey | System>;

/** Refuses everybody else (403), naming the scope that a key lacks. */
export function requireSettler({ actor }: Scope, deed: 'read' | 'write'): void {
  if (actor.kind === 'system') return;
  if (actor.kind === 'apiKey') {
    const needed = `settings:${deed}`;
    if (actor.scopes.includes(needed)) return;
    throw new Refusal('api.scopeMissing', { status: 403, values: { scope: needed } });
  }
  if (actor.kind !== 'technician' || actor.role !== 'admin') {
    throw new Refusal('session.adminsOnly', { status: 403 });
  }
}
