import 'server-only';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import type { ReadMail } from '@/notifications/inbound/inbound-mail';
import type { EventTime, Invitation } from '@/notifications/inbound/read-invitation';

/** A ticket's or a message's 50,000, less what is said of it. */
const longest = 49_000;

/**
 * What a mail says, for people: its author's words, and in the tenant's language what they can't
 * show: when an invitation is for, or that nobody but its recipient can read it.
 */
export async function bodyOfMail(
  { tenant }: Pick<Scope, 'tenant'>,
  mail: Pick<ReadMail, 'ownText' | 'isEncrypted' | 'invitation'>,
): Promise<string> {
  const words = mail.ownText.slice(0, longest).toWellFormed();
  if (!mail.isEncrypted && !mail.invitation) return words;
  const t = await translatorFor(tenant.defaultLanguage);
  const said = mail.invitation
    ? t(eventWords[mail.invitation.deed], {
        what: inWords(mail.invitation, tenant.defaultLanguage),
      })
    : t('inboundMail.encrypted');
  return [words, said].filter((one) => one !== '').join('\n\n');
}

const eventWords: Record<Invitation['deed'], string> = {
  invite: 'inboundMail.event.invite',
  cancel: 'inboundMail.event.cancel',
  answer: 'inboundMail.event.answer',
};

/** “Printer check · Friday, 27 November 2026 at 14:00–15:00 (Europe/Berlin) · Room 4”. */
function inWords({ title, start, end, location }: Invitation, language: string): string {
  const isDay = !start.local.includes('T');
  const format = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC', // the clock of whoever invites, as it stands there
    dateStyle: 'full',
    ...(isDay ? {} : { timeStyle: 'short' }),
  });
  // A whole day ends before the next begins.
  const until = end && onClock(end).getTime() - (isDay ? 86_400_000 : 0);
  const when =
    until && until > onClock(start).getTime() && end.zone === start.zone
      ? format.formatRange(onClock(start), until)
      : format.format(onClock(start));
  const zone = start.zone ? ` (${start.zone})` : '';
  return [title, `${when}${zone}`, location].filter((one) => one !== '').join(' · ');
}

const onClock = ({ local }: EventTime) =>
  new Date(local.includes('T') ? `${local}:00Z` : `${local}T00:00:00Z`);
