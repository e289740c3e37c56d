import type { Actor, Scope } from '@/access/scope';

/** Somebody who has not signed in. */
export interface SignedOut {
  kind: 'visitor';
}

/** Who reads articles: anybody with a scope, and who comes by without having signed in. */
export type Reader = Pick<Scope, 'tenant' | 'language' | 'settings'> & {
  actor: Actor | SignedOut;
};

/** Somebody signed out on a tenant's portal, as a reader. */
export function signedOutReader(visitor: Omit<Reader, 'actor'>): Reader {
  const { tenant, language, settings } = visitor;
  return { tenant, language, settings, actor: { kind: 'visitor' } };
}

/** Someone of the tenant's side, who sees drafts too. */
export function isStaffReader({ actor }: Reader): boolean {
  return actor.kind !== 'contact' && actor.kind !== 'visitor';
}
