import 'server-only';
import { z } from 'zod';
import type { Scope, Technician } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { changeContact } from './change-contact';
import { disableContact, enableContact } from './disable-contact';
import { refuseUnlessCan } from './policy';
import { requirePeople } from './require-people';
import { sendWelcome } from './send-welcome';

export const mostAtOnce = 500;
export const deedsForMany = ['disable', 'enable', 'sendWelcome', 'move'] as const;

export const ChangeManyContacts = z
  .object({
    ids: z
      .array(z.uuid())
      .min(1)
      .max(mostAtOnce)
      .transform((ids) => [...new Set(ids)]),
    deed: z.enum(deedsForMany),
    companyId: z.uuid().optional(),
  })
  .refine(({ deed, companyId }) => deed !== 'move' || companyId, { path: ['companyId'] });

export interface ManyDone {
  done: number;
  /** How many were left as they were, by the reason: a key under `refusals`. */
  skipped: { reason: string; count: number }[];
}

/** Passwords are hashed at a price; more side by side would only wait for each other. */
const sideBySide = 4;

/**
 * Does the same to many contacts, each by itself with its own audit entry: what can't be done to
 * one doesn't hold up the others. Whoever is moved is no primary contact at the new company.
 */
export async function changeManyContacts(
  scope: Scope<Technician>,
  { ids, deed, companyId }: z.output<typeof ChangeManyContacts>,
): Promise<ManyDone> {
  refuseUnlessCan(scope, deed === 'sendWelcome' ? 'handleCredentials' : 'changeContacts');
  if (deed === 'move' && companyId) await requirePeople(scope, { companyIds: [companyId] });
  const verbs = {
    disable: (id: string) => disableContact(scope, { id }),
    enable: (id: string) => enableContact(scope, { id }),
    sendWelcome: (id: string) => sendWelcome(scope, { id }),
    move: (id: string) => changeContact(scope, { id, companyId, isPrimary: false }),
  } satisfies Record<typeof deed, (id: string) => Promise<void>>;
  const reasons = new Map<string, number>();
  for (let at = 0; at < ids.length; at += sideBySide) {
    const some = ids.slice(at, at + sideBySide);
    const refused = await Promise.all(some.map((id) => refusalOf(verbs[deed](id))));
    for (const reason of refused) if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const skipped = [...reasons].map(([reason, count]) => ({ reason, count }));
  return { done: ids.length - skipped.reduce((sum, { count }) => sum + count, 0), skipped };
}

async function refusalOf(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.key;
    throw error;
  }
}
