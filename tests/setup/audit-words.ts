import { vi } from 'vitest';
import { isOnlyForPrograms } from '@/app/console/(inside)/admin/audit-log/changed-values';
import { eventWords } from '@/app/console/(inside)/admin/audit-log/event-words';
import { fieldWordOf } from '@/app/console/(inside)/admin/audit-log/field-words';
import type { Change } from '@/audit/record';

/**
 * Every entry of the audit log that a test makes has words on the screen: for what happened, and
 * for each value before and after. Verbs leave their entries in the rooms' tests, all of them, so
 * a name without a word can't stay unseen.
 */
vi.mock('@/audit/record', async (original) => {
  const actual = await original<typeof import('@/audit/record')>();
  return {
    ...actual,
    record: (...args: Parameters<typeof actual.record>) => {
      requireWords(args[2], args[4]);
      return actual.record(...args);
    },
    recordEach: (...args: Parameters<typeof actual.recordEach>) => {
      for (const change of args[3]) requireWords(args[2], change);
      return actual.recordEach(...args);
    },
  };
});

function requireWords(event: string, { before, after }: Change = {}): void {
  if (!Object.hasOwn(eventWords, event)) {
    throw new Error(`the audit log has no words for "${event}": see event-words.ts`);
  }
  if (event === 'ticket.fieldsChanged') return; // names fields, the tenant's own among them
  for (const name of Object.keys({ ...before, ...after })) {
    if (isOnlyForPrograms(name) || fieldWordOf(event, name)) continue;
    throw new Error(`the audit log has no word for "${name}" of "${event}": see field-words.ts`);
  }
}
