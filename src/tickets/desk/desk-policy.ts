import 'server-only';
import { and, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type Permission, permit } from '@/access/permission';
import type { Scope, Technician } from '@/access/scope';

interface Owned {
  tenantId: AnyPgColumn;
  ownerId: AnyPgColumn;
}

/** What a technician's tools are: their own, and the team's. Another one's do not exist. */
export function visibleTools({ tenant, actor }: Scope<Technician>, tools: Owned): SQL | undefined {
  return and(eq(tools.tenantId, tenant.id), or(isNull(tools.ownerId), eq(tools.ownerId, actor.id)));
}

/** Everybody changes their own; what the whole team has is changed by admins. */
export function toolCanChange({ actor }: Scope<Technician>, ownerId: string | null): Permission {
  return permit(ownerId === actor.id || actor.role === 'admin', 'tickets.teamByAdmins');
}
