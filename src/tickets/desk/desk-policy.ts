import 'server-only';
import { and, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type Permission, permit } from '@/access/permission';
import type { ApiKey, Scope, Technician } from '@/access/scope';

/** Who has tools at the desk: technicians their own and the team's, programs the team's. */
export type DeskUser = Scope<Technician | ApiKey>;

interface Owned {
  tenantId: AnyPgColumn;
  ownerId: AnyPgColumn;
}

/** Whose a new tool is: null is the whole team. What a program makes is never one person's. */
export function ownerOf({ actor }: DeskUser, forTeam: boolean): string | null {
  return forTeam || actor.kind !== 'technician' ? null : actor.id;
}

/** The tools that there are for somebody. Another technician's do not exist. */
export function visibleTools({ tenant, actor }: DeskUser, tools: Owned): SQL | undefined {
  const ofTeam = isNull(tools.ownerId);
  const own = actor.kind === 'technician' ? or(ofTeam, eq(tools.ownerId, actor.id)) : ofTeam;
  return and(eq(tools.tenantId, tenant.id), own);
}

/** Everybody changes their own; what the whole team has is changed by admins and keys like them. */
export function toolCanChange({ actor }: DeskUser, ownerId: string | null): Permission {
  if (actor.kind === 'apiKey') {
    const scope = 'settings:write';
    return permit(actor.scopes.includes(scope), 'api.scopeMissing', { scope });
  }
  return permit(ownerId === actor.id || actor.role === 'admin', 'tickets.teamByAdmins');
}
