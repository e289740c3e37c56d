'use client';

import Link from 'next/link';
import { FormattedMail } from '@/app/_mail/formatted-mail';
import type { TicketMessageView } from '@/tickets/ticket-view';
import { Avatar } from '@/ui/avatar';
import { TimeAgo } from '@/ui/time-ago';
import { AttachmentList, type AttachmentWords } from './attachment-list';
import { LinkedText } from './linked-text';

export interface ConversationMessage
  extends Pick<TicketMessageView, 'id' | 'body' | 'attachments'> {
  kind: 'message' | 'event';
  author: string;
  isMine: boolean;
  isTeam: boolean;
  /** Milliseconds. */
  at: number;
  /** It came by mail, which can be shown as its sender formed it. */
  isFormatted?: boolean;
  /** On its way to the server. */
  isPending?: boolean;
  /** Where an event leads. */
  href?: string;
}

export interface ConversationWords extends AttachmentWords {
  list: string;
  you: string;
  team: string;
  sending: string;
  formatted: string;
  formattedTitle: string;
}

/** Who, when, what; oldest first. */
export function Conversation({
  messages,
  words,
  locale,
  timeZone,
}: {
  messages: readonly ConversationMessage[];
  words: ConversationWords;
  locale: string;
  timeZone: string;
}) {
  return (
    <ol aria-label={words.list} aria-live="polite" className="conversation">
      {messages.map((message) => {
        const time = <TimeAgo at={message.at} locale={locale} timeZone={timeZone} />;
        if (message.kind === 'event') {
          return (
            <li key={message.id} className="message-event">
              {message.href ? (
                <Link href={message.href} className="link">
                  {message.body}
                </Link>
              ) : (
                <span>{message.body}</span>
              )}{' '}
              {time}
            </li>
          );
        }
        return (
          <li key={message.id} className={message.isTeam ? 'message message-team' : 'message'}>
            <Avatar name={message.author} />
            <article>
              <header>
                <b dir="auto">{message.isMine ? words.you : message.author}</b>
                {message.isTeam && <span>{words.team}</span>}
                {message.isPending ? <span>{words.sending}</span> : time}
              </header>
              <LinkedText text={message.body} />
              {message.isFormatted && (
                <FormattedMail
                  src={`/mail/${message.id}/formatted`}
                  label={words.formatted}
                  title={words.formattedTitle}
                />
              )}
              <AttachmentList items={message.attachments} words={words} locale={locale} />
            </article>
          </li>
        );
      })}
    </ol>
  );
}
