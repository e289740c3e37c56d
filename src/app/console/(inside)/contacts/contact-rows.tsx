import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ContactRow } from '@/people/read-contacts';
import { Avatar } from '@/ui/avatar';
import { Badge, StatusPill } from '@/ui/status-pill';
import { RowMark } from './_bulk/row-mark';

/** Contacts as a list: who, where from, and what stands out about their access. */
export async function ContactRows({
  rows,
  hideCompany,
  canChoose,
}: {
  rows: readonly ContactRow[];
  /** On the company's own page. */
  hideCompany?: boolean;
  /** With a box before each, to do something to many. */
  canChoose?: boolean;
}) {
  const t = await getTranslations();
  const primary = t('console.people.contacts.primary');
  const disabled = t('console.people.contacts.disabled');
  const neverIn = t('console.people.contacts.neverIn');
  return (
    <ul className="rows">
      {rows.map((contact) => (
        <li key={contact.id} className={canChoose ? 'flex items-center' : undefined}>
          {canChoose && (
            <RowMark
              id={contact.id}
              label={t('console.people.bulk.select', { name: contact.name })}
            />
          )}
          <Link href={`/console/contacts/${contact.id}`} className="row min-w-0 grow">
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
            {contact.erased && <StatusPill>{t('console.people.contacts.erased')}</StatusPill>}
            {!contact.erased && contact.mergedInto && (
              <StatusPill>{t('console.people.contacts.merged')}</StatusPill>
            )}
            {contact.disabled && !contact.erased && !contact.mergedInto && (
              <StatusPill>{disabled}</StatusPill>
            )}
            {!contact.disabled && !contact.signedIn && (
              <StatusPill tone="warning">{neverIn}</StatusPill>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
