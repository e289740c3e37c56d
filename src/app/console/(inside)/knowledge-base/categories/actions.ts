'use server';

import { refresh } from 'next/cache';
import { ChangeCategory, changeCategory } from '@/knowledge/categories/change-category';
import { CreateCategory, createCategory } from '@/knowledge/categories/create-category';
import { DeleteCategory, deleteCategory } from '@/knowledge/categories/delete-category';
import { MoveCategory, moveCategory } from '@/knowledge/categories/move-category';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { CategoryInput } from './category-input';

export const createCategoryAction = action(
  requireTechnician,
  CategoryInput.pipe(CreateCategory),
  async (scope, input) => {
    await createCategory(scope, input);
    refresh();
    return {};
  },
);

export const changeCategoryAction = action(
  requireTechnician,
  CategoryInput.pipe(ChangeCategory),
  async (scope, input) => {
    await changeCategory(scope, input);
    refresh();
    return {};
  },
);

export const moveCategoryAction = action(requireTechnician, MoveCategory, async (scope, input) => {
  await moveCategory(scope, input);
  refresh();
  return {};
});

export const deleteCategoryAction = action(
  requireTechnician,
  DeleteCategory,
  async (scope, input) => {
    await deleteCategory(scope, input);
    refresh();
    return {};
  },
);
