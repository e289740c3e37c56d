import type { Scope } from '@/access/scope';
import { notFound } from '@/platform/errors';
import { isStaff } from '@/tickets/policy';
import { requireTicketing } from '@/tickets/visible-tickets';

/** Incoming mail is the tenant's side's alone: for contacts it does not exist (404). */
export function requireMail(scope: Scope, deed: 'read' | 'write'): void {
  if (!isStaff(scope)) throw notFound();
  requireTicketing(scope, deed);
}
