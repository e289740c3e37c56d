import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { changeCategory } from '@/knowledge/categories/change-category';
import { createCategory } from '@/knowledge/categories/create-category';
import { deleteCategory } from '@/knowledge/categories/delete-category';
import { moveCategory } from '@/knowledge/categories/move-category';
import { readCategories } from '@/knowledge/categories/read-categories';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeDraft } from './articles';

await freshDatabase();

const names = (en: string) => ({ names: { en } });

const deeds: [string, string, (scope: Scope<Staff>, id: string) => Promise<unknown>][] = [
  [
    'changes',
    'articleCategory.changed',
    (scope, id) => changeCategory(scope, { id, ...names('X') }),
  ],
  ['moves', 'articleCategory.moved', (scope, id) => moveCategory(scope, { id, direction: 'down' })],
  ['deletes', 'articleCategory.deleted', (scope, id) => deleteCategory(scope, { id })],
];

describe.each(deeds)('who %s a category', (_name, event, deed) => {
  it('leaves an entry, is of the tenant and no contact', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id } = await createCategory(technician, names('One'));
    await createCategory(technician, names('Two'));
    const elsewhere = await asTechnician(await makeTenant());
    expect((await refusalOf(deed(elsewhere, id))).status).toBe(404);
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(deed(contact, id))).status).toBe(403);
    const { events } = await withAudit(tenant, () => deed(technician, id));
    expect(events).toEqual([event]);
  });
});

describe('the tree of categories', () => {
  it('stands in its order, each followed by what is below it', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { result: mail, events } = await withAudit(tenant, () =>
      createCategory(technician, names('Mail')),
    );
    expect(events).toEqual(['articleCategory.created']);
    const phones = await createCategory(technician, names('Phones'));
    await createCategory(technician, { ...names('Outlook'), parentId: mail.id });
    const tree = async () =>
      (await readCategories(technician)).map(({ name, depth }) => `${depth} ${name}`);
    expect(await tree()).toEqual(['0 Mail', '1 Outlook', '0 Phones']);
    await moveCategory(technician, { id: phones.id, direction: 'up' });
    expect(await tree()).toEqual(['0 Phones', '0 Mail', '1 Outlook']);
    await changeCategory(technician, { id: mail.id, parentId: phones.id });
    expect(await tree()).toEqual(['0 Phones', '1 Mail', '2 Outlook']);
  });

  it('never hangs below itself, nor below what there isn’t, nor too deep', async () => {
    const technician = await asTechnician(await makeTenant());
    const levels = [await createCategory(technician, names('Level 1'))];
    for (let level = 2; level <= 5; level++) {
      levels.push(
        await createCategory(technician, { ...names(`L${level}`), parentId: levels.at(-1)!.id }),
      );
    }
    const [top, , third, , last] = levels;
    const loop = changeCategory(technician, { id: top!.id, parentId: third!.id });
    expect((await refusalOf(loop)).fields).toEqual({ parentId: 'knowledge.belowItself' });
    const deep = createCategory(technician, { ...names('Level 6'), parentId: last!.id });
    expect((await refusalOf(deep)).fields).toEqual({ parentId: 'knowledge.tooDeep' });
    const other = await createCategory(await asTechnician(await makeTenant()), names('Foreign'));
    const foreign = createCategory(technician, { ...names('X'), parentId: other.id });
    expect((await refusalOf(foreign)).fields).toEqual({ parentId: 'knowledge.categoryUnknown' });
  });

  it('gives what it held to the one above when it is deleted', async () => {
    const technician = await asTechnician(await makeTenant());
    const top = await createCategory(technician, names('Top'));
    const middle = await createCategory(technician, { ...names('Middle'), parentId: top.id });
    await createCategory(technician, { ...names('Leaf'), parentId: middle.id });
    const { id } = await makeDraft(technician, { categoryId: middle.id });
    await deleteCategory(technician, { id: middle.id });
    const tree = (await readCategories(technician)).map(({ name, depth }) => `${depth} ${name}`);
    expect(tree).toEqual(['0 Top', '1 Leaf']);
    expect((await readKeptArticle(technician, id)).categoryId).toBe(top.id);
  });
});
