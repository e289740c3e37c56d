import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { createField } from '@/fields/create-field';
import { type DemoCard, type DemoPerson, demoPassword, readDemoCards } from '@/people/demo-cards';
import { importCompany, importContact, importTechnician } from '@/people/import-people';
import { days, hours } from '@/platform/clock';
import { systemScope } from '@/session/system-scope';
import { saveDemoPeople } from '@/settings/save-demo-people';
import { saveSetting } from '@/settings/save-setting';
import { insertMembers } from '@/settings/section-members';
import { createTenant } from '@/tenants/create-tenant';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { importHistory } from '@/tickets/import-history';
import { importRating } from '@/tickets/ratings/import-rating';
import { demoTenant } from './content/demo-tenant';
import type { DemoContact, DemoTechnician, DemoTicket } from './content/shapes';
import { demoFields, demoFieldValues } from './content/ticket-fields';
import { demoRatings } from './content/ticket-ratings';
import { keepAttachments } from './keep-attachments';
import { loadArticles } from './load-articles';
import { loadVoices } from './load-voices';

export interface DemoCredentials {
  portalUrl: string;
  consoleUrl: string;
  cards: DemoCard[];
}

/**
 * Makes the demo tenant: three companies in three languages, their people, two fields
 * of its own, sixty days of tickets, a knowledge base. Refuses where its slug is taken.
 */
export async function loadDemo(): Promise<DemoCredentials> {
  const { slug, name, defaultLanguage, timeZone } = demoTenant;
  const wanted = { slug, name, defaultLanguage, timeZone, isDemo: true };
  const tenant = await createTenant(wanted);
  const scope = await systemScope(tenant.id, 'demo');
  await createDefaultStatuses(scope);
  for (const { choices, ...field } of demoFields) {
    await createField(scope, { ...field, choices: [...choices] });
  }
  const people = await loadPeople(scope);
  for (const ticket of demoTenant.tickets) await loadTicket(scope, ticket, people);
  const articles = await loadArticles(scope, companiesOf(people));
  await loadVoices(scope, { articles, contacts: people });
  await choose(scope, people);
  return demoCredentials(await systemScope(tenant.id, 'demo'));
}

/** What the banner of a start prints: derived, so it is the same at every start. */
export function demoCredentials(scope: Scope<System>): DemoCredentials {
  const { tenant, settings } = scope;
  return {
    portalUrl: portalUrl(tenant),
    consoleUrl: consoleUrl(tenant),
    cards: readDemoCards(tenant, settings),
  };
}

interface LoadedPerson {
  kind: 'contact' | 'technician';
  id: string;
  companyId: string;
}
type People = Map<string, LoadedPerson>;

async function loadPeople(scope: Scope<System>): Promise<People> {
  const people: People = new Map();
  for (const { key, name, email, role, language } of demoTenant.technicians) {
    const password = demoPassword(scope.tenant.id, email);
    const id = await importTechnician(scope, { name, email, role, language, password });
    people.set(key, { kind: 'technician', id, companyId: '' });
  }
  for (const company of demoTenant.companies) {
    const companyId = await importCompany(scope, company);
    for (const contact of company.contacts) {
      const { name, username, email, phone, language, isPrimary } = contact;
      const password = contact.neverSignedIn ? null : demoPassword(scope.tenant.id, username);
      const facts = { companyId, name, username, email, phone, language, isPrimary, password };
      people.set(contact.key, {
        kind: 'contact',
        id: await importContact(scope, facts),
        companyId,
      });
    }
  }
  return people;
}

/** Name → id, by the people who work there. */
function companiesOf(people: People): Map<string, string> {
  const named = demoTenant.companies.flatMap(({ name, contacts }) =>
    contacts.map(({ key }) => [name, people.get(key)!.companyId] as const),
  );
  return new Map(named);
}

async function loadTicket(scope: Scope<System>, ticket: DemoTicket, people: People): Promise<void> {
  const who = (key: string) => people.get(key)!;
  const createdAt = new Date(Date.now() - days(ticket.ageDays));
  const after = (count: number) => new Date(createdAt.getTime() + hours(count));
  const { title, description, type, priority, status, statusAfterHours } = ticket;
  const loaded = await importHistory(scope, {
    title,
    description,
    type,
    priority,
    fields: demoFieldValues[ticket.key] ?? {},
    status,
    statusAt: statusAfterHours === undefined ? null : after(statusAfterHours),
    createdAt,
    requesterId: who(ticket.requester).id,
    companyId: who(ticket.requester).companyId,
    assigneeId: ticket.assignee ? who(ticket.assignee).id : null,
    ccIds: ticket.ccs.map((key) => who(key).id),
    messages: ticket.messages.map(({ kind, author, body, hoursAfter }) => ({
      kind,
      author: who(author),
      body,
      createdAt: after(hoursAfter),
    })),
  });
  const rating = demoRatings[ticket.key];
  if (rating) {
    const { score, comment = '', hoursAfter } = rating;
    const at = after((statusAfterHours ?? 0) + hoursAfter);
    await importRating(scope, { ticketId: loaded.id, score, comment, at });
  }
  await keepAttachments(scope, { ticketId: loaded.id, files: ticket.attachments ?? [] });
  for (const [index, message] of ticket.messages.entries()) {
    const messageId = loaded.messageIds[index];
    await keepAttachments(scope, {
      ticketId: loaded.id,
      messageId,
      files: message.attachments ?? [],
    });
  }
}

/** Brand, the people of the sign-in cards, and one contact without access to tickets. */
async function choose(scope: Scope<System>, people: People): Promise<void> {
  const contacts = demoTenant.companies.flatMap((company) => company.contacts);
  const restricted = contacts.find((contact) => contact.restricted);
  const others = contacts.filter((contact) => contact !== restricted);
  await inTransaction(scope, async (tx) => {
    await saveSetting(tx, scope, 'branding', {
      colour: demoTenant.brandColor,
      supportContact: `${demoTenant.supportEmail} · ${demoTenant.supportPhone}`,
    });
    await saveSetting(tx, scope, 'section.ticketing', { audience: 'selected' });
    const contactIds = others.map((contact) => people.get(contact.key)!.id);
    await insertMembers(tx, scope, 'ticketing', { contactIds, companyIds: [] });
    await saveDemoPeople(tx, scope, cardsFor(contacts));
  });
}

function cardsFor(contacts: DemoContact[]): DemoPerson[] {
  const technician = (role: DemoTechnician['role']): DemoPerson => {
    const { name, email } = demoTenant.technicians.find((one) => one.role === role)!;
    return { role, name, login: email, face: 'console' };
  };
  const contact = (role: DemoPerson['role'], fits: (one: DemoContact) => boolean): DemoPerson => {
    const { name, username } = contacts.find((one) => !one.neverSignedIn && fits(one))!;
    return { role, name, login: username, face: 'portal' };
  };
  return [
    technician('admin'),
    technician('technician'),
    contact('primaryContact', (one) => one.isPrimary),
    contact('contact', (one) => !one.isPrimary && !one.restricted && hasTickets(one)),
    contact('restricted', (one) => one.restricted === true),
  ];
}

function hasTickets({ key }: DemoContact): boolean {
  return demoTenant.tickets.some((ticket) => ticket.requester === key);
}
