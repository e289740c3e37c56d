import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Scope, Technician } from '@/access/scope';
import type { ContactView } from '@/people/read-contact';
import { countRequested } from '@/tickets/count-requested';
import { Table, Td, Th } from '@/ui/table';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { reasonOf } from '../../../_forms/reason-of';
import { mergeContactsAction } from './actions';

/** Two records fact by fact, and the question which one is kept. */
export async function SideBySide({
  scope,
  people,
}: {
  scope: Scope<Technician>;
  people: [ContactView, ContactView];
}) {
  const t = await getTranslations();
  const counts = await countRequested(
    scope,
    people.map(({ id }) => id),
  );
  const ticketsOf = ({ id }: ContactView) => counts.get(id) ?? 0;
  const yes = t('console.people.merge.yes');
  const no = t('console.people.merge.no');
  const ago = (at: Date) => (
    <TimeAgo at={at} locale={scope.language} timeZone={scope.tenant.timeZone} />
  );
  const facts: { name: string; of: (one: ContactView) => ReactNode }[] = [
    { name: t('console.people.contacts.name'), of: ({ name }) => <bdi>{name}</bdi> },
    { name: t('console.people.contacts.company'), of: ({ company }) => <bdi>{company.name}</bdi> },
    { name: t('console.people.contacts.email'), of: ({ email }) => email ?? '–' },
    { name: t('console.people.merge.username'), of: ({ username }) => username },
    { name: t('console.people.contacts.phone'), of: ({ phone }) => phone ?? '–' },
    { name: t('console.people.contacts.primary'), of: ({ isPrimary }) => (isPrimary ? yes : no) },
    { name: t('console.people.contacts.disabled'), of: ({ disabled }) => (disabled ? yes : no) },
    { name: t('console.people.merge.tickets'), of: ticketsOf },
    {
      name: t('console.people.contacts.lastIn'),
      of: ({ lastSignedInAt }) => (lastSignedInAt ? ago(lastSignedInAt) : '–'),
    },
    { name: t('console.people.since'), of: ({ createdAt }) => ago(createdAt) },
  ];
  const [first, second] = people;
  return (
    <div className="grid gap-6">
      <Table
        label={t('console.people.merge.title')}
        head={
          <>
            <Th>{t('console.people.merge.fact')}</Th>
            {people.map(({ id, username }) => (
              <Th key={id} dir="auto">
                {username}
              </Th>
            ))}
          </>
        }
      >
        {facts.map(({ name, of }) => (
          <tr key={name}>
            <Th scope="row">{name}</Th>
            {people.map((one) => (
              <Td key={one.id}>{of(one)}</Td>
            ))}
          </tr>
        ))}
      </Table>
      <div className="flex flex-wrap gap-4">
        {[
          { keep: first, other: second },
          { keep: second, other: first },
        ].map(({ keep, other }) => (
          <ConfirmDeed
            key={keep.id}
            action={mergeContactsAction}
            fields={{ keepId: keep.id, duplicateId: other.id }}
            button={t('console.people.merge.keep', { name: keep.name, username: keep.username })}
            title={t('console.people.merge.keepTitle', { name: keep.name, other: other.name })}
            text={t('console.people.merge.keepText', {
              count: ticketsOf(other),
              username: keep.username,
              otherUsername: other.username,
            })}
            deed={t('console.people.merge.deed')}
            reason={reasonOf(t, keep.can.merge) ?? reasonOf(t, other.can.merge)}
          />
        ))}
      </div>
    </div>
  );
}
