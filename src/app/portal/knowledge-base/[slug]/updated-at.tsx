import { getFormatter } from 'next-intl/server';
import type { Reader } from '@/knowledge/reader';
import { TimeAgo } from '@/ui/time-ago';

/**
 * When the article changed last. Who is signed out reads the day, which stays true: their page is
 * kept for others too, and whoever has it is not sent it again.
 */
export async function UpdatedAt({ at, reader }: { at: Date; reader: Reader }) {
  const { actor, language, tenant } = reader;
  if (actor.kind !== 'visitor') {
    return <TimeAgo at={at} locale={language} timeZone={tenant.timeZone} />;
  }
  const format = await getFormatter();
  return <time dateTime={at.toISOString()}>{format.dateTime(at, { dateStyle: 'long' })}</time>;
}
