import { getTranslations } from 'next-intl/server';
import type { OpenInboundMailView } from '@/tickets/mail/mail-view';
import { ButtonLink } from '@/ui/button';
import { Section } from '@/ui/page';
import { DeedButton } from '../_forms/deed-button';
import { acceptMailAction } from './actions';

/** What can be made of a mail on the ticket that it answers. */
export async function AnswerDeeds({
  mail: { id: mailId, answersNumber: number, replyAs },
}: {
  mail: OpenInboundMailView;
}) {
  if (number === null) return null;
  const t = await getTranslations();
  return (
    <Section
      title={t('inboundMail.answers', { number })}
      lead={
        replyAs
          ? t('inboundMail.answersReply', { name: replyAs.name })
          : t('inboundMail.answersNote')
      }
    >
      <div className="button-group">
        {replyAs && (
          <DeedButton
            size="sm"
            variant="primary"
            action={acceptMailAction}
            fields={{ mailId, as: 'reply' }}
          >
            {t('inboundMail.addReply', { name: replyAs.name })}
          </DeedButton>
        )}
        <DeedButton
          size="sm"
          variant={replyAs ? undefined : 'primary'}
          action={acceptMailAction}
          fields={{ mailId, as: 'note' }}
        >
          {t('inboundMail.addNote')}
        </DeedButton>
        <ButtonLink size="sm" variant="quiet" href={`/console/tickets/${number}`}>
          {t('inboundMail.toTicket', { number })}
        </ButtonLink>
      </div>
    </Section>
  );
}
