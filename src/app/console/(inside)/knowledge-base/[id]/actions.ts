'use server';

import { refresh } from 'next/cache';
import { articleTime } from '@/knowledge/input-shapes';
import { PublishArticle, publishArticle } from '@/knowledge/publish-article';
import {
  ArchiveArticle,
  archiveArticle,
  WithdrawArticle,
  withdrawArticle,
} from '@/knowledge/withdraw-article';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const publishArticleAction = action(
  requireTechnician,
  PublishArticle,
  async (scope, input) => {
    await publishArticle(scope, input);
    refresh();
    return {};
  },
);

/** A form that asks when: an empty field must not mean at once. */
export const scheduleArticleAction = action(
  requireTechnician,
  PublishArticle.extend({ publishAt: articleTime }),
  async (scope, input) => {
    await publishArticle(scope, input);
    refresh();
    return {};
  },
);

export const withdrawArticleAction = action(
  requireTechnician,
  WithdrawArticle,
  async (scope, input) => {
    await withdrawArticle(scope, input);
    refresh();
    return {};
  },
);

export const archiveArticleAction = action(
  requireTechnician,
  ArchiveArticle,
  async (scope, input) => {
    await archiveArticle(scope, input);
    refresh();
    return {};
  },
);
