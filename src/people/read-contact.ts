import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { type Permission, permit } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import type { suppressionReasons } from '@/notifications/outbound/delivery-problem';
import { mailSuppressions } from '@/notifications/outbound/tables';
import { orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { ownContact } from './contact-rows';
import { peopleCan, refuseUnlessCan } from './policy';
import { type ContactRow, contactRow } from './read-contacts';
import { companies, contacts } from './tables';

export interface ContactView extends ContactRow {
  phone: string | null;
  createdAt: Date;
  credentials: {
    /** `generated`: must be changed at the next sign-in. `none`: nobody can sign in yet. */
    state: 'generated' | 'setByContact' | 'none';
    /** The generated password has not been used and may be shown. */
    canReveal: boolean;
  };
  /** Why nothing is mailed to their address: mails came back; null: they are mailed. */
  notMailed: { reason: (typeof suppressionReasons)[number]; answer: string; since: Date } | null;
  welcomedAt: Date | null;
  lastSignedInAt: Date | null;
  can: {
    change: Permission;
    merge: Permission;
    exportData: Permission;
    erase: Permission;
    preview: Permission;
    disable: Permission;
    enable: Permission;
    reveal: Permission;
    generate: Permission;
    welcome: Permission;
  };
}

/** One contact as technicians see them, without any secret; a foreign id is not found. */
export async function readContact(scope: Scope<Staff>, id: string): Promise<ContactView> {
  refuseUnlessCan(scope, 'readContacts');
  const [row] = isUuid(id)
    ? await inReadTransaction(scope, (tx) =>
        tx
          .select({
            contact: contacts,
            company: { id: companies.id, name: companies.name },
            notMailed: mailSuppressions,
          })
          .from(contacts)
          .innerJoin(
            companies,
            and(eq(companies.tenantId, contacts.tenantId), eq(companies.id, contacts.companyId)),
          )
          .leftJoin(
            mailSuppressions,
            and(
              eq(mailSuppressions.tenantId, contacts.tenantId),
              eq(mailSuppressions.address, contacts.email),
            ),
          )
          .where(ownContact(scope, id)),
      )
    : [];
  const { contact, company, notMailed } = orNotFound(row);
  const { phone, createdAt, welcomedAt, lastSignedInAt } = contact;
  return {
    ...contactRow(contact, company),
    phone,
    createdAt,
    notMailed: notMailed && {
      reason: notMailed.reason,
      answer: notMailed.answer,
      since: notMailed.createdAt,
    },
    welcomedAt,
    lastSignedInAt,
    credentials: { state: stateOf(contact), canReveal: contact.initialPasswordSealed !== null },
    can: canDo(scope, contact, notMailed !== null),
  };
}

type Row = typeof contacts.$inferSelect;

function stateOf({ passwordHash, mustChangePassword }: Row) {
  if (passwordHash === null) return 'none';
  return mustChangePassword ? 'generated' : 'setByContact';
}

function canDo(scope: Scope<Staff>, contact: Row, notMailed: boolean): ContactView['can'] {
  const there = first(
    permit(contact.erasedAt === null, 'people.contactErased'),
    permit(contact.mergedInto === null, 'people.contactMerged'),
  );
  const change = first(peopleCan.changeContacts(scope), there);
  const handle = peopleCan.handleCredentials(scope);
  const enabled = permit(contact.disabledAt === null, 'people.contactDisabled');
  const revealable = permit(contact.initialPasswordSealed !== null, 'people.noInitialPassword');
  const reachable = permit(contact.email !== null, 'people.noAddress');
  const mailed = permit(!notMailed, 'people.notMailed');
  return {
    change,
    merge: change,
    exportData: first(peopleCan.exportPerson(scope), there),
    erase: first(peopleCan.eraseContacts(scope), there),
    preview: first(peopleCan.previewAsContact(scope), there, enabled),
    disable: change,
    enable: change,
    reveal: first(handle, there, revealable),
    generate: first(handle, there, enabled),
    welcome: first(handle, there, enabled, reachable, mailed),
  };
}

/** The first reason against it, else allowed. */
function first(...permissions: [Permission, ...Permission[]]): Permission {
  return permissions.find((permission) => !permission.allowed) ?? permissions[0];
}
