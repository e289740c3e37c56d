import type { AuditEventView } from '@/audit/read-audit-events';

/** What the page has looked up for all of its entries. */
export interface Known {
  time: { locale: string; timeZone: string };
  /** Contacts, companies and technicians by id. */
  names: ReadonlyMap<string, string>;
  /** Tickets' numbers by id. */
  numbers: ReadonlyMap<string, number>;
}

/** What an event happened to, by name, and where it can be looked at. */
export function subjectOf(
  { event, subjectId, before, after }: AuditEventView,
  { names, numbers }: Known,
): { name: string; href?: string } | undefined {
  const number = numbers.get(subjectId);
  if (number !== undefined) return { name: `#${number}`, href: `/console/tickets/${number}` };
  const name = names.get(subjectId);
  const page = pages[event.split('.')[0] ?? ''];
  if (name !== undefined) return { name, ...(page && { href: page + subjectId }) };
  const told = after?.name ?? before?.name ?? after?.host ?? before?.host;
  return typeof told === 'string' ? { name: told } : undefined;
}

const pages: Readonly<Record<string, string>> = {
  contact: '/console/contacts/',
  company: '/console/companies/',
  technician: '/console/admin/technicians/',
};
