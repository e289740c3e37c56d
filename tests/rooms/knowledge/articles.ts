import type { z } from 'zod';
import type { Scope, Staff } from '@/access/scope';
import type { CreateArticle } from '@/knowledge/create-article';
import { createArticle } from '@/knowledge/create-article';
import { publishArticle } from '@/knowledge/publish-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';

type Given = Partial<z.input<typeof CreateArticle>> & { title?: string; body?: string };

/** A draft; in English unless its translations are given. */
export function makeDraft(scope: Scope<Staff>, { title, body, ...given }: Given = {}) {
  const translations = { en: { title: title ?? 'Set up mail', body: body ?? 'Open **Mail**.' } };
  return createArticle(scope, { translations, ...given });
}

/** A published article, with the slug of its first text. */
export async function makeArticle(scope: Scope<Staff>, given: Given = {}) {
  const { id } = await makeDraft(scope, given);
  await publishArticle(scope, { id });
  const { texts } = await readKeptArticle(scope, id);
  return { id, slug: texts[0]!.slug };
}
