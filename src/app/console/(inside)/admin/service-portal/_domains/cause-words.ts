import type { Finding } from '@/certificates/diagnosis';

export type Cause = NonNullable<Finding['cause']>;

type Say = (key: string, values?: Record<string, string | number>) => string;

/** What is wrong and why, and the one thing that mends it. `t` takes whole keys. */
export function causeWords(t: Say, { key, values }: Cause): { cause: string; fix: string } {
  return { cause: t(`domains.causes.${key}`, values), fix: t(`domains.fixes.${key}`, values) };
}
