import 'server-only';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { Contact, Scope } from '@/access/scope';
import { announcementsFor } from '@/settings/announcements-now';
import { dismissedCookie } from '@/settings/dismissed-cookie';
import { AnnouncementBanner } from './announcement-banner';
import { readDismissed } from './dismissed';

/** What the tenant announces to this reader now, without what they have put away. */
export async function Announcements({
  reader,
  contact,
}: {
  reader: Pick<Scope, 'tenant' | 'settings' | 'language'>;
  /** Nobody before the sign-in. */
  contact?: Contact;
}) {
  const all = announcementsFor(reader, contact);
  if (all.length === 0) return null;
  const dismissed = readDismissed((await cookies()).get(dismissedCookie)?.value);
  const t = await getTranslations('portal.announcement');
  return all
    .filter(({ id, tone }) => tone === 'danger' || !dismissed.includes(id))
    .map((announcement) => (
      <AnnouncementBanner
        key={announcement.id}
        announcement={announcement}
        label={t('label')}
        dismiss={t('dismiss')}
      />
    ));
}
