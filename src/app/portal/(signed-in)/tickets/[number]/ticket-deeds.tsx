import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Contact, Scope } from '@/access/scope';
import { setting } from '@/settings/tenant-settings';
import type { TicketView } from '@/tickets/ticket-view';
import { ButtonLink } from '@/ui/button';
import { closeTicketAction, reopenTicketAction } from './actions';
import { DeedButton } from './deed-button';
import { readReason } from './read-reason';

/**
 * Close, or reopen, or go on in a new ticket where this one stays closed. Where the admin leaves the
 * status to the service desk, nobody is offered to change it.
 */
export async function TicketDeeds({
  scope,
  ticket,
}: {
  scope: Scope<Contact>;
  ticket: TicketView;
}) {
  const t = await getTranslations('portal.ticket');
  const { number, can } = ticket;
  const { category } = ticket.status;
  const isOver = category === 'resolved' || category === 'closed';
  const isTheirs = can.close.allowed || can.close.reason !== 'tickets.fieldNotYours';
  const isForGood = setting(scope, 'tickets').reopen === 'never';
  const staysClosed = category === 'closed' && !can.reopen.allowed;
  return (
    <div className="deeds">
      {isTheirs && category !== 'closed' && (
        <DeedButton
          action={closeTicketAction}
          number={number}
          label={t('close')}
          permission={can.close}
          reason={await readReason(can.close)}
          ask={
            isForGood
              ? {
                  title: t('closeForGood', { number: String(number) }),
                  text: t('closeForGoodText'),
                }
              : undefined
          }
        />
      )}
      {isTheirs && isOver && !staysClosed && (
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
          {isTheirs && <p className="field-help">{await readReason(can.reopen)}</p>}
        </div>
      )}
    </div>
  );
}
