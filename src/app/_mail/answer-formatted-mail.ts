import 'server-only';
import { cookies } from 'next/headers';
import type { Contact, Scope, Technician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { translatorFor } from '@/i18n/translator';
import { Refusal } from '@/platform/errors';
import { showMail } from '@/tickets/mail/show-mail';
import { readTheme, themeAttribute, themeCookie } from '@/ui/theme';
import { type MailDocument, mailDocument, mailPolicy } from './mail-document';

type Shown = Pick<MailDocument, 'html' | 'title' | 'told'>;

/**
 * A mail as its sender formed it, for a frame in one of our pages. `?images=shown` loads pictures
 * of other servers this once, for technicians alone. What can't be shown is a sentence (404).
 */
export async function answerFormattedMail(
  scope: Scope<Contact | Technician>,
  id: string,
  request: Request,
): Promise<Response> {
  const t = await translatorFor(scope.language);
  try {
    const remote = new URL(request.url).searchParams.get('images') === 'shown';
    const mail = await showMail(scope, id, { remote });
    const isLoaded = remote && mail.mayLoadRemote;
    const link = { href: '?images=shown', text: t('inboundMail.showImages') };
    const told = [
      ...(mail.remotePictures > 0 && !isLoaded
        ? [{ text: t('inboundMail.imagesHidden'), link: mail.mayLoadRemote ? link : undefined }]
        : []),
      ...(mail.isCut ? [{ text: t('inboundMail.cut') }] : []),
    ];
    const shown = { html: mail.html, title: mail.subject, told };
    return await inFrame(scope, shown, { status: 200, remote: isLoaded });
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) return answerRefusal(error);
    const text = t('inboundMail.notFormatted');
    return inFrame(
      scope,
      { html: '', title: t('inboundMail.formattedTitle'), told: [{ text }] },
      { status: 404, remote: false },
    );
  }
}

async function inFrame(
  { language }: Scope,
  shown: Shown,
  { status, remote }: { status: number; remote: boolean },
): Promise<Response> {
  const theme = themeAttribute(readTheme((await cookies()).get(themeCookie)?.value));
  return new Response(mailDocument({ ...shown, language, theme }), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': mailPolicy({ remote }),
      'X-Frame-Options': 'SAMEORIGIN',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'private, no-store',
    },
  });
}
