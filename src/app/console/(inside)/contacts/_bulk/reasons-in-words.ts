import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ManyDone } from '@/people/change-many-contacts';

/** Why contacts were left as they were, in the reader's language. */
export async function reasonsInWords(skipped: ManyDone['skipped']): Promise<ManyDone['skipped']> {
  const t = await getTranslations();
  return skipped.map(({ reason, count }) => ({ reason: t(`refusals.${reason}`), count }));
}
