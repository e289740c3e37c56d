'use server';

import { refresh } from 'next/cache';
import { ChangeArticle, changeArticle } from '@/knowledge/change-article';
import { CreateArticle, createArticle } from '@/knowledge/create-article';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { dayBegins, FactsInput, NewArticleInput } from './article-input';

const path = '/console/knowledge-base';

export const createArticleAction = action(
  requireTechnician,
  NewArticleInput.pipe(CreateArticle),
  async (scope, input) => {
    const { id } = await createArticle(scope, input);
    return { go: `${path}/${id}` };
  },
);

export const changeArticleAction = action(
  requireTechnician,
  FactsInput.pipe(ChangeArticle),
  async (scope, input) => {
    const reviewAt = dayBegins(scope.tenant.timeZone, input.reviewAt);
    await changeArticle(scope, { ...input, reviewAt });
    refresh();
    return {};
  },
);
