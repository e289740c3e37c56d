import 'server-only';
import { inReadTransaction } from '@/access/in-transaction';
import { isContact, type Scope } from '@/access/scope';
import type { FieldView } from '@/fields/field';
import { fieldWords, viewsFor } from '@/fields/field-words';
import { beginnings } from '@/fields/fill-in';
import { portalVisibility } from '@/fields/portal-visibility';
import { companyDefaults, keysWithCompanyDefaults, readDefinitions } from '@/fields/read-fields';
import { ccCandidates } from '@/tickets/cc-candidates';
import { assigneesOf } from '@/tickets/read-assignees';
import type { Named } from '@/tickets/ticket-view';
import { requireTicketing } from '@/tickets/visible-tickets';
import { withTechnicians } from './seen-fields';

export interface NewTicketFields {
  /** What the actor sees of a new ticket, with what it begins with. */
  fields: FieldView[];
  /** Whom a contact could put in copy, by name. */
  colleagues: Named[];
}

/**
 * What the form for a new ticket needs, in one round trip. For contacts with the defaults of their
 * company; technicians have not said yet whose ticket it is, so what begins differently somewhere
 * is blank for them: left so, it begins as its company has it.
 */
export async function readNewTicketForm(scope: Scope): Promise<NewTicketFields> {
  requireTicketing(scope, 'write');
  const company = isContact(scope) ? scope.actor : undefined;
  const chooses = !company || portalVisibility(scope, 'technician') === 'editable';
  const [words, [definitions, ofCompany, differs, colleagues, technicians]] = await Promise.all([
    fieldWords(scope.language),
    inReadTransaction(scope, (tx) =>
      Promise.all([
        readDefinitions(tx, scope),
        company ? companyDefaults(tx, scope, company.companyId) : {},
        company ? ([] as string[]) : keysWithCompanyDefaults(tx, scope),
        company
          ? ccCandidates(tx, scope, { companyId: company.companyId, except: [company.id], most })
          : [],
        chooses ? assigneesOf(tx, scope) : [],
      ]),
    ),
  ]);
  const begun = beginnings(definitions, ofCompany);
  for (const { key, type } of definitions) {
    if (type !== 'checkbox' && differs.includes(key)) delete begun[key];
  }
  const views = viewsFor(definitions, begun, { words, asContact: Boolean(company), isForm: true });
  return { fields: views.map((view) => withTechnicians(view, technicians)), colleagues };
}

const most = 200;
