import 'server-only';
import type { Tx } from '@/access/in-transaction';
import { isContact, type Scope } from '@/access/scope';
import type { FieldValues } from '@/fields/field';
import { fillIn, inputName, keptValues } from '@/fields/fill-in';
import { companyDefaults, readDefinitions } from '@/fields/read-fields';
import { Refusal } from '@/platform/errors';
import type { TicketPriority, TicketType } from '@/tickets/ticket-view';

/** The columns of a new ticket that are fields. */
export interface ColumnsOfFields {
  title: string;
  description: string;
  type: TicketType;
  priority: TicketPriority;
  assigneeId: string | null;
  fields: FieldValues;
}

/**
 * What a new ticket of this company has in its fields: what was given, else what they begin with.
 * Refuses as `fillIn` does, and a ticket without a title or a description (422).
 */
export async function fieldsOfNew(
  tx: Tx,
  scope: Scope,
  companyId: string,
  given: Readonly<Record<string, unknown>>,
): Promise<ColumnsOfFields> {
  const [definitions, ofCompany] = await Promise.all([
    readDefinitions(tx, scope),
    companyDefaults(tx, scope, companyId),
  ]);
  const writer = { byContact: isContact(scope), language: languageOfWriter(scope) };
  const values = fillIn({ definitions, ...writer, given, ofCompany });
  const absent = ['title', 'description'].filter((key) => !values[key]);
  if (absent.length > 0) {
    const fields = Object.fromEntries(absent.map((key) => [inputName(key), 'fields.required']));
    throw new Refusal('checkFields', { status: 422, fields });
  }
  return columnsOf(values);
}

/** In which language somebody fills in a form; programs send no words. */
export function languageOfWriter({ actor, language }: Scope): string | undefined {
  return actor.kind === 'contact' || actor.kind === 'technician' ? language : undefined;
}

/** Values by the columns that keep them. */
export function columnsOf(values: FieldValues): ColumnsOfFields {
  return {
    title: String(values.title),
    description: String(values.description),
    type: (values.type ?? 'incident') as TicketType,
    priority: (values.priority ?? 'normal') as TicketPriority,
    assigneeId: (values.technician ?? null) as string | null,
    fields: keptValues(values),
  };
}
