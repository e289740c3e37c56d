import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { TicketRow } from '@/tickets/ticket-view';
import { Section } from '@/ui/page';
import { QueueLine } from '../tickets/_queue/queue-line';
import { queueRow } from '../tickets/_queue/queue-row';

/** A few tickets of one kind, and the way to all of them. */
export async function WaitingList({
  title,
  lead,
  empty,
  href,
  rows,
  timeZone,
}: {
  title: string;
  lead: string;
  /** The sentence for none. */
  empty: string;
  href: string;
  rows: readonly TicketRow[];
  timeZone: string;
}) {
  const t = await getTranslations();
  return (
    <Section
      title={title}
      lead={lead}
      actions={
        rows.length > 0 && (
          <Link href={href} className="link">
            {t('console.home.all')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <div className="desk-list home-list">
          <ul className="queue">
            {rows.map((row) => (
              <QueueLine key={row.number} row={queueRow(row)} timeZone={timeZone} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
