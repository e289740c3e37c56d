import type { Realm } from '@/session/realm';

/** Where somebody goes on to who wanted nothing in particular. */
export const homeOf = { contact: '/', technician: '/console' } satisfies Record<Realm, string>;
