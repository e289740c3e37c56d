import 'server-only';
import { inOneTransaction } from './in-transaction';
import type { Scope } from './scope';

/** Several verbs that hold together or not at all: for doors, which know no transactions. */
export function together<T>(
  scope: Pick<Scope, 'tenant' | 'preview'>,
  work: () => Promise<T>,
): Promise<T> {
  return inOneTransaction(scope, work);
}
