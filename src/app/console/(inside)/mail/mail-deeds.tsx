import { getTranslations } from 'next-intl/server';
import type { InboundMailView } from '@/tickets/mail/mail-view';
import { ButtonLink } from '@/ui/button';
import { DeedButton } from '../_forms/deed-button';
import { acceptMailAction, dismissMailAction, retryMailAction } from './actions';

/** What a technician can do with a mail where it stands: one click each. */
export async function MailDeeds({
  mail,
  isOpen = false,
}: {
  mail: InboundMailView;
  /** On the mail's own page, which asks for the company itself. */
  isOpen?: boolean;
}) {
  const t = await getTranslations();
  const { id: mailId, acceptance, answersNumber, state, ticketNumber } = mail;
  if (ticketNumber !== null) {
    return (
      <ButtonLink size="sm" href={`/console/tickets/${ticketNumber}`}>
        {t('inboundMail.toTicket', { number: ticketNumber })}
      </ButtonLink>
    );
  }
  const answers = answersNumber !== null;
  const canOpen = isOpen || !answers; // in the list nobody has seen yet what else it could be
  const companies = canOpen && acceptance?.of === 'companies' ? acceptance.companies : [];
  return (
    <div className="button-group">
      {answers && !isOpen && (
        <ButtonLink size="sm" href={`/console/mail/${mailId}`}>
          {t('inboundMail.answers', { number: answersNumber })}
        </ButtonLink>
      )}
      {canOpen && acceptance?.of === 'contact' && (
        <DeedButton
          size="sm"
          variant={answers ? undefined : 'primary'}
          action={acceptMailAction}
          fields={{ mailId }}
        >
          {answers
            ? t('inboundMail.openInstead')
            : t('inboundMail.acceptAs', { name: acceptance.contact.name })}
        </DeedButton>
      )}
      {companies.slice(0, 3).map(({ id, name }) => (
        <DeedButton
          key={id}
          size="sm"
          variant={companies.length === 1 && !answers ? 'primary' : undefined}
          action={acceptMailAction}
          fields={{ mailId, companyId: id }}
        >
          {t('inboundMail.acceptFor', { company: name })}
        </DeedButton>
      ))}
      {acceptance?.of === 'anyCompany' && !isOpen && !answers && (
        <ButtonLink size="sm" href={`/console/mail/${mailId}`}>
          {t('inboundMail.choose')}
        </ButtonLink>
      )}
      {state === 'failed' && (
        <DeedButton size="sm" action={retryMailAction} fields={{ mailId }}>
          {t('inboundMail.retry')}
        </DeedButton>
      )}
      {(state === 'triage' || state === 'failed') && (
        <DeedButton size="sm" variant="quiet" action={dismissMailAction} fields={{ mailId }}>
          {t('inboundMail.dismiss')}
        </DeedButton>
      )}
    </div>
  );
}
