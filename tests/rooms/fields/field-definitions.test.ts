import { describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { createField } from '@/fields/create-field';
import { deleteField } from '@/fields/delete-field';
import { moveField } from '@/fields/move-field';
import { readFieldDefinitions } from '@/fields/read-field-definitions';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { readNewTicketForm } from '@/tickets/fields/read-new-ticket-form';
import { readTicket } from '@/tickets/read-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, nextRequest } from '~tests/setup/tenants';
import { type DefinitionVerb, proveDefinitionVerbs } from '../tickets/definition-verbs';
import { aTicket, makeDesk } from '../tickets/desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, tenant } = desk;
const fresh = async (more: Partial<Parameters<typeof createField>[1]> = {}) =>
  (await createField(admin, { type: 'text', labels: { en: 'Asset tag' }, ...more })).key;
const keys = async (scope: Scope = admin) =>
  (await readFieldDefinitions(scope)).map((field) => field.key);
const one = async (key: string) => (await readFieldDefinitions(admin)).find((f) => f.key === key)!;

const verbs: Record<string, DefinitionVerb> = {
  createField: {
    works: (scope) => createField(scope, { type: 'date', labels: { en: 'Wanted by' } }),
    audited: 'ticketField.created',
    anew: true,
  },
  changeField: {
    works: (scope, key) => changeField(scope, { key, portal: 'hidden', labels: { de: 'Marke' } }),
    audited: 'ticketField.changed',
  },
  moveField: {
    works: (scope, key) => moveField(scope, { key, position: 0 }),
    audited: 'ticketField.moved',
  },
  deleteField: {
    works: (scope, key) => deleteField(scope, { key }),
    audited: 'ticketField.deleted',
  },
};

proveDefinitionVerbs(verbs, {
  desk,
  other,
  fresh: () => fresh({ key: `own${Math.random().toString(36).slice(2, 8)}` }),
  keys: () => keys(),
  read: () => readFieldDefinitions(admin),
});

describe('the fields of a tenant', () => {
  it('are read by staff only', async () => {
    expect((await keys(technician)).slice(0, 2)).toEqual((await keys()).slice(0, 2));
    expect((await refusalOf(readFieldDefinitions(requester))).status).toBe(403);
    const blind = await asApiKey(tenant, ['settings:write']);
    expect((await refusalOf(readFieldDefinitions(blind))).key).toBe('api.scopeMissing');
  });

  it('begin with those that every ticket has', async () => {
    const fields = await readFieldDefinitions(other.admin);
    expect(fields.map(({ key, portal }) => `${key} ${portal}`)).toEqual([
      'title editable',
      'description editable',
      'type hidden',
      'impact hidden',
      'priority readOnly',
      'productFamily hidden',
      'status editable',
      'technician readOnly',
    ]);
    const impact = fields.find(({ key }) => key === 'impact');
    expect(impact?.choiceLabels.team).toBe('A team');
  });

  it('have keys made of their labels, and words in each language', async () => {
    const key = await fresh({
      type: 'choice',
      labels: { en: 'Where do you work?', de: 'Wo arbeiten Sie?' },
      choices: [
        'At home',
        { labels: { de: 'Büro' } },
        { key: 'road', labels: { en: 'On the road' } },
      ],
    });
    expect(key).toBe('whereDoYouWork');
    const field = await one(key);
    expect(field.choices.map((choice) => choice.key)).toEqual(['atHome', 'buro', 'road']);
    const inGerman = await readFieldDefinitions({ ...admin, language: 'de' });
    const german = inGerman.find((found) => found.key === key);
    expect([german?.label, german?.choiceLabels.buro]).toEqual(['Wo arbeiten Sie?', 'Büro']);
  });

  it('never have a key under which every object has something', async () => {
    const key = await fresh({ labels: { en: 'Constructor' } });
    expect(key).toBe('constructor2');
    const refused = await refusalOf(fresh({ key: 'valueOf' }));
    expect(refused.fields).toEqual({ key: 'ticketFields.keyTaken' });
    const { fields } = await readNewTicketForm(await nextRequest(requester));
    expect(fields.filter(({ value }) => typeof value === 'function')).toEqual([]);
  });

  it('keep values out of sight once deleted, until the same field comes back', async () => {
    const key = await fresh({ key: 'serial', labels: { en: 'Serial' } });
    const number = await aTicket(technician, { requesterId: requester.actor.id } as object);
    await changeTicketFields(technician, { number, fields: { serial: 'X-1' } });
    await deleteField(admin, { key });
    const shown = async () => (await readTicket(technician, number)).fields;
    expect(JSON.stringify(await shown())).not.toContain('X-1');
    const refused = await refusalOf(fresh({ key: 'serial', type: 'number' }));
    expect([refused.key, refused.status]).toEqual(['ticketFields.keyOfAnotherType', 422]);
    await fresh({ key: 'serial', labels: { en: 'Serial number' } });
    expect((await shown()).find((field) => field.key === 'serial')).toMatchObject({
      label: 'Serial number',
      value: 'X-1',
    });
  });
});

describe('what contradicts is refused beside the part that is to change', () => {
  const cases: [string, () => Promise<unknown>, string, string][] = [
    [
      'a hidden title',
      () => changeField(admin, { key: 'title', portal: 'hidden' }),
      'portal',
      'ticketFields.titleHidden',
    ],
    [
      'a description that is not required',
      () => changeField(admin, { key: 'description', required: false }),
      'required',
      'ticketFields.alwaysRequired',
    ],
    [
      'a hidden description without a default',
      () => changeField(admin, { key: 'description', portal: 'hidden' }),
      'defaultValue',
      'ticketFields.requiredNeedsDefault',
    ],
    [
      'a status that is required',
      () => changeField(admin, { key: 'status', required: true }),
      'required',
      'ticketFields.neverRequired',
    ],
    [
      'other types',
      () => changeField(admin, { key: 'type', choices: ['Bug'] }),
      'choices',
      'ticketFields.fixedChoices',
    ],
    [
      'a priority under a condition',
      () => changeField(admin, { key: 'priority', showWhen: { field: 'type', is: ['incident'] } }),
      'showWhen',
      'ticketFields.alwaysDisplayed',
    ],
    [
      'required and hidden',
      () => fresh({ required: true, portal: 'hidden' }),
      'defaultValue',
      'ticketFields.requiredNeedsDefault',
    ],
    [
      'required and read-only',
      () => fresh({ required: true, portal: 'readOnly' }),
      'defaultValue',
      'ticketFields.requiredNeedsDefault',
    ],
    [
      'a choice without choices',
      () => fresh({ type: 'choice' }),
      'choices',
      'ticketFields.choicesWanted',
    ],
    ['a text with choices', () => fresh({ choices: ['A'] }), 'choices', 'ticketFields.noChoices'],
    [
      'a choice twice',
      () =>
        fresh({
          type: 'choice',
          choices: [
            { key: 'a', labels: { en: 'A' } },
            { key: 'a', labels: { en: 'B' } },
          ],
        }),
      'choices',
      'ticketFields.choiceTwice',
    ],
    [
      'a default that is no choice',
      () => fresh({ type: 'choice', choices: ['A'], defaultValue: 'z' }),
      'defaultValue',
      'ticketFields.defaultDoesNotFit',
    ],
    [
      'a number that is none',
      () => fresh({ type: 'number', defaultValue: 'ten' }),
      'defaultValue',
      'ticketFields.defaultDoesNotFit',
    ],
    ['a key that is taken', () => fresh({ key: 'impact' }), 'key', 'ticketFields.keyTaken'],
    [
      'a condition on nothing',
      () => fresh({ showWhen: { field: 'nowhere', is: ['a'] } }),
      'showWhen',
      'ticketFields.conditionUnknown',
    ],
    [
      'a condition on what is no choice',
      () => fresh({ showWhen: { field: 'impact', is: ['moon'] } }),
      'showWhen',
      'ticketFields.conditionNoChoice',
    ],
  ];
  it.each(cases)('%s', async (_name, work, part, key) => {
    const { status, fields } = await refusalOf(work());
    expect([status, fields]).toEqual([422, { [part]: key }]);
  });

  it('conditions in a circle, and choices that another field waits for', async () => {
    const yesNo = { type: 'checkbox', labels: { en: 'x' } } as const;
    const first = await fresh({ ...yesNo, key: 'first' });
    const second = await fresh({
      ...yesNo,
      key: 'second',
      showWhen: { field: first, is: ['true'] },
    });
    const circle = changeField(admin, { key: first, showWhen: { field: second, is: ['true'] } });
    expect((await refusalOf(circle)).fields).toEqual({ showWhen: 'ticketFields.conditionCircle' });
    const itself = changeField(admin, { key: first, showWhen: { field: first, is: ['true'] } });
    expect((await refusalOf(itself)).fields).toEqual({ showWhen: 'ticketFields.conditionCircle' });
    expect((await refusalOf(deleteField(admin, { key: first }))).key).toBe(
      'ticketFields.othersHangOn',
    );
    await changeField(admin, { key: second, showWhen: { field: 'impact', is: ['team'] } });
    const fewer = changeField(admin, {
      key: 'impact',
      choices: [{ key: 'onePerson', labels: {} }],
    });
    expect((await refusalOf(fewer)).fields).toEqual({ choices: 'ticketFields.choiceAwaited' });
  });

  it('what is required and hidden by the field that it hangs on', async () => {
    const yesNo = { type: 'checkbox', labels: { en: 'x' } } as const;
    const top = await fresh({ ...yesNo, key: 'top' });
    await fresh({ ...yesNo, key: 'middle', showWhen: { field: top, is: ['true'] } });
    const showWhen = { field: 'middle', is: ['true'] };
    const low = await fresh({ key: 'low', required: true, showWhen });
    const hide = () => changeField(admin, { key: top, portal: 'hidden' });
    const refused = await refusalOf(hide());
    expect([refused.status, refused.fields]).toEqual([
      422,
      { portal: 'ticketFields.hidesRequired' },
    ]);
    await changeField(admin, { key: low, defaultValue: 'none' });
    await hide();
    const blank = changeField(admin, { key: low, defaultValue: null });
    const another = fresh({ key: 'lowest', required: true, showWhen });
    for (const work of await Promise.all([blank, another].map((one) => refusalOf(one)))) {
      expect(work.fields).toEqual({
        defaultValue: 'ticketFields.requiredNeedsDefault',
      });
    }
  });

  it('a default field can’t be deleted', async () => {
    expect((await refusalOf(deleteField(admin, { key: 'impact' }))).key).toBe(
      'ticketFields.defaultStays',
    );
  });
});
