import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { together } from '@/access/together';
import { ChangeField, changeField } from '@/fields/change-field';
import { CreateField, createField } from '@/fields/create-field';
import { deleteField } from '@/fields/delete-field';
import { fieldTypes, visibilities } from '@/fields/field';
import { fieldKey, mostFields } from '@/fields/field-input';
import { moveField } from '@/fields/move-field';
import { type FieldInAdmin, readFieldDefinitions } from '@/fields/read-field-definitions';
import { locales } from '@/i18n/locales';
import { orNotFound } from '@/platform/errors';
import { requireDefaultCompanies } from '@/tickets/fields/require-default-companies';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { inPages, listOf, shortQuery } from '../_door/shapes';

const words = z.partialRecord(z.enum(locales), z.string());
const value = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
  .describe('A day is `2026-11-27`, a choice its key; null: nothing');
const condition = z
  .object({ field: z.string(), is: z.array(z.string()) })
  .nullable()
  .describe('Displayed only while that field has one of these: choice keys, or `true` and `false`');

const TicketField = z
  .object({
    key: z.string(),
    type: z.enum(fieldTypes),
    isDefault: z.boolean().describe('Every tenant has it; it can be hidden, never deleted'),
    label: z.string().describe('In the portal’s default language'),
    labels: words.describe('The tenant’s own words'),
    choices: z.array(z.object({ key: z.string(), label: z.string(), labels: words })),
    portal: z.enum(visibilities).describe('What contacts may do with it'),
    required: z.boolean().describe('A contact who may fill it in must'),
    defaultValue: value,
    companyDefaults: z.record(z.string(), value).describe('Company → what it begins with there'),
    showWhen: condition,
    position: z.int(),
  })
  .meta({ id: 'TicketField' });

const keyParams = z.object({ key: fieldKey });
const { key, type, ...created } = CreateField.shape;
const facts = {
  labels: created.labels.describe('By language, at most 80 characters each, at least one'),
  choices: created.choices.describe('Each `{ key?, labels }`, or its English label alone'),
  portal: created.portal.describe('What contacts may do with it'),
  required: created.required.describe('A contact who may fill it in must'),
  defaultValue: created.defaultValue.describe('What new tickets begin with'),
  companyDefaults: created.companyDefaults.describe('Company → what it begins with there'),
  showWhen: created.showWhen.describe(
    'Displayed only while that field has one of these: choice keys, or `true` and `false`',
  ),
};

export const listTicketFieldsOperation = operation({
  method: 'GET',
  path: '/ticket-fields',
  summary: 'List the fields of tickets, default and custom, in their order',
  scope: 'tickets:read',
  query: shortQuery,
  status: 200,
  answer: listOf(TicketField),
  run: async (scope, { query }) => inPages((await readFieldDefinitions(scope)).map(shown), query),
});

export const createTicketFieldOperation = operation({
  method: 'POST',
  path: '/ticket-fields',
  summary: 'Add a custom field at the end of the list',
  description: `A tenant has at most ${mostFields}. The key of a deleted field of the same type brings its values back.`,
  scope: 'settings:write',
  body: z.object({
    key: key.describe('Stays for good; left out it is made of the first label'),
    type: type.describe('Stays for good'),
    ...facts,
  }),
  refuses: [409],
  status: 201,
  answer: TicketField,
  run: async (scope, { body }) => {
    await requireDefaultCompanies(scope, { companyDefaults: body.companyDefaults });
    return readOne(scope, (await createField(scope, body)).key);
  },
});

export const changeTicketFieldOperation = operation({
  method: 'PATCH',
  path: '/ticket-fields/{key}',
  summary: 'Change a field, a default one too; what is left out stays',
  description:
    'A required field that contacts can’t fill in needs a default. What contradicts is refused (422) beside the part that is to change.',
  scope: 'settings:write',
  params: keyParams,
  body: ChangeField.omit({ key: true }).extend({
    position: z.int().min(0).max(1_000).optional().describe('Its place in the list, from 0 on'),
  }),
  status: 200,
  answer: TicketField,
  run: async (scope, { params, body: { position, ...change } }) => {
    await requireDefaultCompanies(scope, { ...change, ...params });
    await together(scope, async () => {
      await changeField(scope, { ...change, ...params });
      if (position !== undefined) await moveField(scope, { ...params, position });
    });
    return readOne(scope, params.key);
  },
});

export const deleteTicketFieldOperation = operation({
  method: 'DELETE',
  path: '/ticket-fields/{key}',
  summary: 'Delete a custom field; its values stay on their tickets, out of sight',
  scope: 'settings:write',
  params: keyParams,
  refuses: [409],
  status: 204,
  run: (scope, { params }) => deleteField(scope, params),
});

async function readOne(scope: Scope<ApiKey>, wanted: string) {
  const all = await readFieldDefinitions(seeing(scope, 'tickets:read'));
  const at = all.findIndex((field) => field.key === wanted);
  return shown(orNotFound(all[at]), at);
}

function shown({ choiceLabels, choices, ...field }: FieldInAdmin, position: number) {
  return {
    ...field,
    choices: choices.map((choice) => ({ ...choice, label: choiceLabels[choice.key] ?? '' })),
    position,
  };
}
