import 'server-only';
import { z } from 'zod';
import type { Scope } from '@/access/scope';
import { changeCategory } from '@/knowledge/categories/change-category';
import { createCategory } from '@/knowledge/categories/create-category';
import { deleteCategory } from '@/knowledge/categories/delete-category';
import { type CategoryDefinition, readCategories } from '@/knowledge/categories/read-categories';
import { categoryNames } from '@/knowledge/input-shapes';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, inPages, listOf, rowId, shortQuery } from '../_door/shapes';

const Category = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    names: z.record(z.string(), z.string()).describe('Language → name'),
    articleCount: z.int().describe('Its own articles, in whatever state'),
  })
  .meta({ id: 'ArticleCategory' });

const names = categoryNames.describe('Language → name; they replace all that there are');
const parentId = rowId.nullable().describe('Null at the top');

const shown = ({ id, parentId, names, articleCount }: CategoryDefinition) => ({
  id,
  parentId,
  names,
  articleCount,
});

async function readOne(scope: Scope, id: string) {
  const all = await readCategories(scope);
  return shown(all.find((category) => category.id === id)!);
}

export const listCategoriesOperation = operation({
  method: 'GET',
  path: '/categories',
  summary: 'List the categories of articles, each followed by those below it',
  scope: 'knowledge:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Category),
  run: async (scope, { query }) => inPages((await readCategories(scope)).map(shown), query),
});

export const createCategoryOperation = operation({
  method: 'POST',
  path: '/categories',
  summary: 'Add a category, the last below its parent',
  scope: 'knowledge:write',
  body: z.object({ names, parentId: parentId.default(null) }),
  refuses: [409],
  status: 201,
  answer: Category,
  run: async (scope, { body }) => {
    const { id } = await createCategory(scope, body);
    return readOne(seeing(scope, 'knowledge:read'), id);
  },
});

export const changeCategoryOperation = operation({
  method: 'PATCH',
  path: '/categories/{id}',
  summary: 'Rename a category or hang it elsewhere; what is left out stays',
  scope: 'knowledge:write',
  params: idParams,
  body: z.object({ names: names.optional(), parentId: parentId.optional() }),
  status: 200,
  answer: Category,
  run: async (scope, { params, body }) => {
    await changeCategory(scope, { ...body, ...params });
    return readOne(seeing(scope, 'knowledge:read'), params.id);
  },
});

export const deleteCategoryOperation = operation({
  method: 'DELETE',
  path: '/categories/{id}',
  summary: 'Delete a category; what is in it goes to the one above',
  scope: 'knowledge:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteCategory(scope, params),
});
