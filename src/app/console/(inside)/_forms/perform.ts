import { unstable_rethrow } from 'next/navigation';
import type { ActionState, FormAction } from '@/ui/action-state';

/** Calls an action without a form; a server that can't be reached is an answer like another. */
export async function perform<T>(
  action: FormAction<T>,
  fields: Record<string, string> | [string, string][],
  unreachable: string,
): Promise<NonNullable<ActionState<T>>> {
  const data = new FormData();
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields)) {
    data.append(name, value);
  }
  try {
    return (await action(null, data)) ?? { ok: false, message: unreachable };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, message: unreachable };
  }
}
