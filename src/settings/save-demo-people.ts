import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { settings } from './tables';

/** Who stands on the sign-in cards of a demo tenant (`people/demo-cards.ts` reads it). */
export async function saveDemoPeople(tx: Tx, scope: Scope<System>, people: unknown): Promise<void> {
  await tx.insert(settings).values({ tenantId: scope.tenant.id, key: 'demoPeople', value: people });
}
