import { Lock } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FormattedMail } from '@/app/_mail/formatted-mail';
import type { AttachmentView, TicketMessageView, TicketView } from '@/tickets/ticket-view';
import { Avatar } from '@/ui/avatar';
import { classNames } from '@/ui/class-names';
import { Prose } from '@/ui/page';
import { TimeAgo } from '@/ui/time-ago';
import { eventLink, eventSentence } from './event-sentence';
import { TicketFiles } from './ticket-files';

interface Style {
  locale: string;
  timeZone: string;
}

/** The ticket as it was told: description, replies, notes, and what changed in between. */
export async function Conversation({ ticket, style }: { ticket: TicketView; style: Style }) {
  const t = await getTranslations();
  const { requester, createdAt } = ticket;
  const files = t('console.ticket.attachments');
  const original = (id: string) => (
    <a href={`/console/mail/${id}`} className="link text-sm">
      {t('inboundMail.original')}
    </a>
  );
  const formatted = (id: string) => (
    <FormattedMail
      src={`/console/mail/${id}/formatted`}
      label={t('inboundMail.formatted')}
      title={t('inboundMail.formattedTitle')}
    />
  );
  const nameOf = ({ name, by }: TicketMessageView['author']) =>
    by ? t('tickets.onBehalf', { by: by.name, name }) : name;
  return (
    <ol aria-label={t('console.ticket.conversation')} className="talk">
      <Message
        id="description"
        name={requester.name}
        role={requester.companyName}
        at={createdAt}
        body={ticket.description}
        files={ticket.attachments}
        filesLabel={files}
        style={style}
        formatted={ticket.isFormatted && formatted(ticket.id)}
        original={ticket.source === 'mail' && original(ticket.id)}
      />
      {ticket.messages.map((message) =>
        message.kind === 'event' ? (
          message.event && (
            <li key={message.id} className="talk-event">
              <EventWords href={eventLink(message.event)}>
                {eventSentence(message.event, message.author.name, t)}
              </EventWords>{' '}
              <TimeAgo at={message.createdAt} {...style} />
            </li>
          )
        ) : (
          <Message
            key={message.id}
            id={message.id}
            name={nameOf(message.author)}
            role={t(authorKeys[message.author.kind])}
            at={message.createdAt}
            body={message.body}
            files={message.attachments}
            filesLabel={files}
            style={style}
            formatted={message.isFormatted && formatted(message.id)}
            original={message.byMail && original(message.id)}
            isOurs={message.author.kind !== 'contact'}
            note={
              message.kind === 'note' && (
                <span className="talk-note-mark">
                  <Lock aria-hidden />
                  {t('console.ticket.internalNote')}
                </span>
              )
            }
          />
        ),
      )}
    </ol>
  );
}

function EventWords({ href, children }: { href: string | undefined; children: string }) {
  if (!href) return <span dir="auto">{children}</span>;
  return (
    <Link href={href} className="link" dir="auto">
      {children}
    </Link>
  );
}

const authorKeys = {
  contact: 'console.author.contact',
  technician: 'console.author.technician',
  apiKey: 'console.author.apiKey',
  system: 'console.author.system',
} as const satisfies Record<TicketMessageView['author']['kind'], string>;

function Message({
  id,
  name,
  role,
  at,
  body,
  files,
  filesLabel,
  style,
  formatted,
  original,
  isOurs,
  note,
}: {
  id: string;
  name: string;
  role: string;
  at: Date;
  body: string;
  files: readonly AttachmentView[];
  filesLabel: string;
  style: Style;
  /** The mail that it was, as its sender formed it. */
  formatted?: ReactNode;
  /** Leads to the mail that it was. */
  original?: ReactNode;
  isOurs?: boolean;
  note?: ReactNode;
}) {
  return (
    <li id={id} className={classNames('talk-message', isOurs && 'talk-ours', !!note && 'private')}>
      <p className="talk-head">
        <Avatar name={name} className="text-sm" />
        <b dir="auto">{name}</b>
        <span className="text-muted" dir="auto">
          {role}
        </span>
        {note}
        <TimeAgo at={at} {...style} className="ms-auto text-muted" />
      </p>
      <div dir="auto">
        <Prose plain>{body}</Prose>
      </div>
      {formatted}
      {original}
      <TicketFiles files={files} locale={style.locale} label={filesLabel} />
    </li>
  );
}
