import { type Permission, permit, refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import type { DefaultFieldKey } from '@/fields/default-fields';
import { isHiddenFrom, portalVisibility } from '@/fields/portal-visibility';
import { clock, days } from '@/platform/clock';
import { setting } from '@/settings/tenant-settings';
import type { StatusCategory, TicketDeed } from './ticket-view';

/** What the rules look at. */
export interface TicketFacts {
  requesterId: string;
  companyId: string;
  category: StatusCategory;
  closedAt: Date | null;
}

type Rule = (scope: Scope, ticket: TicketFacts) => Permission;

/**
 * Who may do what to a ticket that they can see. It decides in the verbs and stands in
 * `TicketView.can`, so that buttons and rules can't disagree.
 */
export const ticketCan: Record<TicketDeed, Rule> = {
  reply: (scope, ticket) => (isHiddenFrom(scope, 'status') ? yes : goesOn(scope, ticket)),
  note: (scope) => permit(isStaff(scope), 'tickets.staffOnly'),
  close: (scope, ticket) =>
    notTheirs(scope, 'status') ??
    (ticket.category === 'closed'
      ? permit(false, 'tickets.alreadyClosed')
      : permit(isStaff(scope) || leads(scope, ticket), 'tickets.onlyRequesterCloses')),
  reopen: (scope, ticket) => {
    const foreign = notTheirs(scope, 'status');
    if (foreign) return foreign;
    if (ticket.category === 'resolved') return yes;
    if (ticket.category !== 'closed') return permit(false, 'tickets.notClosed');
    return isStaff(scope) ? yes : reopenable(scope, ticket);
  },
  followUp: (scope, ticket) =>
    isHiddenFrom(scope, 'status')
      ? fieldNotYours('status')
      : permit(ticket.category === 'closed', 'tickets.notClosed'),
  assign: (scope, ticket) => fillingIn(scope, ticket, 'technician'),
  changeStatus: (scope) => permit(isStaff(scope), 'tickets.staffOnly'),
  changePriority: (scope, ticket) => fillingIn(scope, ticket, 'priority'),
  changeFields: (scope, ticket) =>
    ticket.category === 'closed' && !isStaff(scope) && !isHiddenFrom(scope, 'status')
      ? permit(false, 'tickets.alreadyClosed')
      : permit(isStaff(scope) || leads(scope, ticket), 'tickets.onlyRequesterFills'),
  merge: (scope, ticket) =>
    isStaff(scope) && ticket.category === 'closed'
      ? permit(false, 'tickets.alreadyClosed')
      : permit(isStaff(scope), 'tickets.staffOnly'),
  tag: (scope) => permit(isStaff(scope), 'tickets.staffOnly'),
  cc: (scope, ticket) =>
    permit(isStaff(scope) || leads(scope, ticket), 'tickets.onlyRequesterCopies'),
};

/** Every rule's answer for one ticket. */
export function permissionsOn(scope: Scope, ticket: TicketFacts): Record<TicketDeed, Permission> {
  const answers = Object.entries(ticketCan).map(([deed, rule]) => [deed, rule(scope, ticket)]);
  return Object.fromEntries(answers) as Record<TicketDeed, Permission>;
}

/**
 * Whether what they write goes on in this ticket, or in one that follows it. Who does not see the
 * status may always write: that they may not would tell it.
 */
export function goesOn(scope: Scope, ticket: TicketFacts): Permission {
  return isStaff(scope) || ticket.category !== 'closed' ? yes : reopenable(scope, ticket);
}

/** Throws the reason: 409 where the ticket's state forbids it now, 403 where the person may not. */
export function demand(permission: Permission): void {
  const now = !permission.allowed && matterOfState.has(permission.reason);
  refuseUnlessPermitted(permission, now ? 409 : 403);
}

/** Someone of the tenant's side. */
export function isStaff(scope: Scope): boolean {
  return scope.actor.kind !== 'contact';
}

const yes: Permission = { allowed: true };

const matterOfState = new Set([
  'tickets.alreadyClosed',
  'tickets.cannotReopen',
  'tickets.notClosed',
  'tickets.reopenTooLate',
]);

/** The requester, and the primary contact of the ticket's company. People in copy follow only. */
function leads({ actor }: Scope, ticket: TicketFacts): boolean {
  if (actor.kind !== 'contact') return false;
  const ofCompany = actor.isPrimary && actor.companyId === ticket.companyId;
  return ofCompany || actor.id === ticket.requesterId;
}

/** Contacts do this only where the portal lets them change the field, and then who leads. */
function fillingIn(scope: Scope, ticket: TicketFacts, field: 'technician' | 'priority') {
  if (isStaff(scope)) return yes;
  if (portalVisibility(scope, field) !== 'editable') return permit(false, 'tickets.staffOnly');
  return ticketCan.changeFields(scope, ticket);
}

function notTheirs(scope: Scope, field: DefaultFieldKey): Permission | undefined {
  if (isStaff(scope) || portalVisibility(scope, field) === 'editable') return undefined;
  return fieldNotYours(field);
}

const fieldNotYours = (field: DefaultFieldKey) => permit(false, 'tickets.fieldNotYours', { field });

/** The tenant's rule for contacts: always, never, or within so many days of the closing. */
function reopenable(scope: Scope, ticket: TicketFacts): Permission {
  const { reopen } = setting(scope, 'tickets');
  if (reopen === 'always') return yes;
  if (reopen === 'never') return permit(false, 'tickets.cannotReopen');
  const { withinDays } = reopen;
  const closedAt = ticket.closedAt?.getTime() ?? 0;
  const inTime = clock.now().getTime() < closedAt + days(withinDays);
  return permit(inTime, 'tickets.reopenTooLate', { days: withinDays });
}
