import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import type { ContactView } from '@/people/read-contact';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { PageHeader } from '@/ui/page';
import { Badge, StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { withQuery } from '../../_lists/query-text';

/** Who this is, where from, how they stand, and the ways on. */
export async function ContactHeader({
  scope,
  contact,
}: {
  scope: Scope<Technician>;
  contact: ContactView;
}) {
  const t = await getTranslations();
  const isGone = contact.erased || contact.mergedInto !== null;
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <PageHeader
      before={
        <Breadcrumb
          label={t('console.people.breadcrumb')}
          steps={[
            { label: t('console.people.contacts.title'), href: '/console/contacts' },
            { label: contact.name },
          ]}
        />
      }
      title={<bdi>{contact.name}</bdi>}
      meta={
        <>
          <Link href={`/console/companies/${contact.company.id}`} className="link" dir="auto">
            {contact.company.name}
          </Link>
          {contact.isPrimary && <Badge tone="accent">{t('console.people.contacts.primary')}</Badge>}
          {contact.disabled && !isGone && (
            <StatusPill>{t('console.people.contacts.disabled')}</StatusPill>
          )}
          {isGone && (
            <StatusPill>
              {contact.erased
                ? t('console.people.contacts.erased')
                : t('console.people.contacts.merged')}
            </StatusPill>
          )}
          {isGone ? null : contact.lastSignedInAt ? (
            <span>
              {t('console.people.contacts.lastIn')}{' '}
              <TimeAgo at={contact.lastSignedInAt} {...time} />
            </span>
          ) : (
            <StatusPill tone="warning">{t('console.people.contacts.neverIn')}</StatusPill>
          )}
          {contact.welcomedAt && !contact.lastSignedInAt && !isGone && (
            <span>
              {t('console.people.contacts.welcomed')} <TimeAgo at={contact.welcomedAt} {...time} />
            </span>
          )}
        </>
      }
      actions={
        <>
          {scope.actor.role === 'admin' && (
            <ButtonLink href={withQuery('/console/admin/audit-log', { subject: contact.id })}>
              {t('console.people.contacts.history')}
            </ButtonLink>
          )}
          {!isGone && (
            <ButtonLink href={`/console/contacts/${contact.id}/merge`}>
              {t('console.people.merge.open')}
            </ButtonLink>
          )}
          <ButtonLink href={withQuery('/console/tickets', { view: 'all', requester: contact.id })}>
            {t('console.people.contacts.tickets')}
          </ButtonLink>
        </>
      }
    />
  );
}
