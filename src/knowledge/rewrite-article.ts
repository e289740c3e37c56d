import 'server-only';
import type { z } from 'zod';
import { inOneTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { type ChangeArticle, changeArticle } from './change-article';
import type { CreateArticle } from './create-article';
import { writeArticle } from './write-article';

type Rewritten = z.input<typeof ChangeArticle> & {
  /** Language → text; a language that is left out stays. */
  translations?: z.input<typeof CreateArticle>['translations'];
  tellVoters?: boolean;
};

/** Changes an article's place, readers and texts together: all of it holds or nothing does. */
export async function rewriteArticle(
  scope: Scope<Staff>,
  { translations = {}, tellVoters = false, ...change }: Rewritten,
): Promise<void> {
  await inOneTransaction(scope, async () => {
    await changeArticle(scope, change);
    for (const language of locales) {
      const text = translations[language];
      if (!text) continue;
      await writeArticle(scope, { id: change.id, language, body: '', ...text, tellVoters });
    }
  });
}
