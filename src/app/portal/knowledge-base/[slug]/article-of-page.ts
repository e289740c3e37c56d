import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { requireReader } from '@/app/portal/_sections/require-reader';
import { slugSince } from '@/knowledge/former-slugs';
import { readArticle } from '@/knowledge/read-article';
import { Refusal } from '@/platform/errors';

/**
 * The article of this page, read once for its text and for what describes it. An address that an
 * article had once leads to where it is now, not for good: a text that is written anew gets it back.
 */
export const articleOfPage = cache(async (slug: string) => {
  const reader = await requireReader();
  try {
    return await readArticle(reader, slug);
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
    const since = await slugSince(reader, slug);
    if (since === undefined) throw error;
    redirect(`/knowledge-base/${since}`);
  }
});
