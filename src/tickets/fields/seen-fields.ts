import 'server-only';
import type { Scope } from '@/access/scope';
import type { DefaultFieldKey } from '@/fields/default-fields';
import type { FieldValues, FieldView } from '@/fields/field';
import { type FieldWords, valueInWords, viewsFor } from '@/fields/field-words';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { definitionsFrom, type FieldRow } from '@/fields/read-fields';
import type {
  Named,
  StatusView,
  TicketFieldView,
  TicketPriority,
  TicketType,
} from '@/tickets/ticket-view';

/** Stands where the reader sees no status: it says nothing. */
export const unseenStatus: StatusView = {
  id: '',
  key: '',
  category: 'open',
  label: '',
  colour: null,
};

/** A value, or null where its field does not exist for this reader. */
export function unlessHidden<T>(scope: Scope, field: DefaultFieldKey, value: T): T | null {
  return isHiddenFrom(scope, field) ? null : value;
}

interface FilledIn {
  type: TicketType;
  priority: TicketPriority;
  assignee: Named | null;
  fields: FieldValues;
  field_rows: FieldRow[];
}

/** Those that stand beside a ticket under a name of their own. */
const standElsewhere = new Set(['title', 'description', 'status']);

/** The fields of a ticket that its reader sees, in their order, with their values in words. */
export function seenFields(
  row: FilledIn,
  words: FieldWords,
  reader: { asContact: boolean },
): TicketFieldView[] {
  const { type, priority, assignee } = row;
  const values = { ...row.fields, type, priority, technician: assignee?.id ?? null };
  const definitions = definitionsFrom(row.field_rows);
  return viewsFor(definitions, values, { words, ...reader })
    .filter(({ key }) => !standElsewhere.has(key))
    .map((field) => ({
      ...field,
      text:
        field.key === 'technician'
          ? (assignee?.name ?? '')
          : valueInWords(field, field.value, words),
    }));
}

/** The choices of the technician's field are people, not part of its definition. */
export function withTechnicians<F extends FieldView>(field: F, technicians: readonly Named[]): F {
  if (field.key !== 'technician') return field;
  return { ...field, choices: technicians.map(({ id, name }) => ({ key: id, label: name })) };
}
