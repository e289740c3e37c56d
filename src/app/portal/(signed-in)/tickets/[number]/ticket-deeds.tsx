import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { TicketView } from '@/tickets/ticket-view';
import { ButtonLink } from '@/ui/button';
import { closeTicketAction, reopenTicketAction } from './actions';
import { DeedButton } from './deed-button';
import { readReason } from './read-reason';

/** Close, or reopen, or go on in a new ticket where this one stays closed. */
export async function TicketDeeds({ ticket }: { ticket: TicketView }) {
  const t = await getTranslations('portal.ticket');
  const { number, can } = ticket;
  const { category } = ticket.status;
  const isOver = category === 'resolved' || category === 'closed';
  const staysClosed = category === 'closed' && !can.reopen.allowed;
  return (
    <div className="deeds">
      {category !== 'closed' && (
        <DeedButton
          action={closeTicketAction}
          number={number}
          label={t('close')}
          permission={can.close}
          reason={await readReason(can.close)}
        />
      )}
      {isOver && !staysClosed && (
        <DeedButton
          action={reopenTicketAction}
          number={number}
          label={t('reopen')}
          permission={can.reopen}
          reason={await readReason(can.reopen)}
        />
      )}
      {staysClosed && can.followUp.allowed && (
        <div className="deed">
          <ButtonLink href={`/tickets/new?followUp=${number}`} variant="primary" wide>
            {t('followUp')}
          </ButtonLink>
          <p className="field-help">{await readReason(can.reopen)}</p>
        </div>
      )}
    </div>
  );
}
