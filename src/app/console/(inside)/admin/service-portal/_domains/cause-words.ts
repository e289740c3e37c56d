import type { Finding } from '@/certificates/diagnosis';
import type { DomainView } from '@/certificates/domain-view';

export type Cause = NonNullable<Finding['cause']>;

type Say = (key: string, values?: Record<string, string | number>) => string;

/** What is wrong and why, and the one thing that mends it. `t` takes whole keys. */
export function causeWords(t: Say, { key, values }: Cause): { cause: string; fix: string } {
  return { cause: t(`domains.causes.${key}`, values), fix: t(`domains.fixes.${key}`, values) };
}

/** Why a host stands where it stands, or why its certificate doesn't come. */
export function causeOf({ cause, order }: Pick<DomainView, 'cause' | 'order'>): Cause | null {
  return cause ?? order?.failure ?? null;
}

/** Whether both say the same sentence: of the same record, address, authority. */
export function isSameCause(one: Cause | null, other: Cause | null): boolean {
  const text = (cause: Cause | null) =>
    cause && JSON.stringify([cause.key, Object.entries(cause.values ?? {}).sort()]);
  return text(one) === text(other);
}
