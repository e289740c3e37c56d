import 'server-only';
import { cache } from 'react';
import { requireReader } from '@/app/portal/_sections/require-reader';
import { readArticle } from '@/knowledge/read-article';

/** The article of this page, read once for its text and for what describes it. */
export const articleOfPage = cache(async (slug: string) =>
  readArticle(await requireReader(), slug),
);
