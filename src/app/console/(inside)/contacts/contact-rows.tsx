import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ContactRow } from '@/people/read-contacts';
import { Avatar } from '@/ui/avatar';
import { Badge, StatusPill } from '@/ui/status-pill';

/** Contacts as a list: who, where from, and what stands out about their access. */
export async function ContactRows({
  rows,
  hideCompany,
}: {
  rows: readonly ContactRow[];
  /** On the company's own page. */
  hideCompany?: boolean;
}) {
  const t = await getTranslations();
  const primary = t('console.people.contacts.primary');
  const disabled = t('console.people.contacts.disabled');
  const neverIn = t('console.people.contacts.neverIn');
  return (
    <ul className="rows">
      {rows.map((contact) => (
        <li key={contact.id}>
          <Link href={`/console/contacts/${contact.id}`} className="row">
            <Avatar name={contact.name} />
            <span className="row-main">
              <span className="flex items-center gap-2">
                <span className="row-title" dir="auto">
                  {contact.name}
                </span>
                {contact.isPrimary && <Badge tone="accent">{primary}</Badge>}
              </span>
              <span className="row-note row-title block">
                {!hideCompany && <bdi>{contact.company.name}</bdi>}
                {!hideCompany && ' · '}
                {contact.email ?? contact.username}
              </span>
            </span>
            {contact.disabled && <StatusPill>{disabled}</StatusPill>}
            {!contact.disabled && !contact.signedIn && (
              <StatusPill tone="warning">{neverIn}</StatusPill>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
