import 'server-only';
import type { Scope, System } from '@/access/scope';
import { importFeedback } from '@/knowledge/feedback/import-feedback';
import { importDeflections } from '@/knowledge/search/import-deflections';
import { days } from '@/platform/clock';
import { demoDeflections, demoVoices } from './content/article-voices';

/**
 * What contacts say of the demo's articles, and the tickets that these made needless. `articles`:
 * English title → id, `contacts`: key → id.
 */
export async function loadVoices(
  scope: Scope<System>,
  { articles, contacts }: { articles: ReadonlyMap<string, string>; contacts: Contacts },
): Promise<void> {
  const about = ({ article, by }: { article: string; by: string }) => ({
    articleId: articles.get(article)!,
    contactId: contacts.get(by)!.id,
  });
  const ago = (ageDays: number) => new Date(Date.now() - days(ageDays));
  await importFeedback(
    scope,
    demoVoices.map(({ language, ageDays, no, ...one }) => ({
      ...about(one),
      ...{ language, createdAt: ago(ageDays) },
      ...{ verdict: no ? 'no' : 'yes', reason: no?.reason ?? null, comment: no?.comment ?? '' },
    })),
  );
  await importDeflections(
    scope,
    demoDeflections.map((one) => ({ ...about(one), at: ago(one.ageDays) })),
  );
}

type Contacts = ReadonlyMap<string, { id: string }>;
