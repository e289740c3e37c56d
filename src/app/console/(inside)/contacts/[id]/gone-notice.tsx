import { getTranslations } from 'next-intl/server';
import type { ContactView } from '@/people/read-contact';
import { ButtonLink } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Why nothing can be done with this contact any more, and where to go instead. */
export async function GoneNotice({ contact }: { contact: ContactView }) {
  const t = await getTranslations();
  if (contact.erased) {
    return <Notice tone="info">{t('console.people.contacts.erasedText')}</Notice>;
  }
  return (
    <Notice
      tone="info"
      action={
        <ButtonLink size="sm" href={`/console/contacts/${contact.mergedInto}`}>
          {t('console.people.contacts.openKept')}
        </ButtonLink>
      }
    >
      {t('console.people.contacts.mergedText')}
    </Notice>
  );
}
