import 'server-only';
import { cookies } from 'next/headers';
import type { Contact, Scope, Technician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { translatorFor } from '@/i18n/translator';
import { showMail } from '@/tickets/mail/show-mail';
import { readTheme, themeAttribute, themeCookie } from '@/ui/theme';
import { mailDocument, mailPolicy } from './mail-document';

/**
 * A mail as its sender formed it, for a frame in one of our pages. `?images=shown` loads pictures
 * of other servers this once, for technicians alone.
 */
export async function answerFormattedMail(
  scope: Scope<Contact | Technician>,
  id: string,
  request: Request,
): Promise<Response> {
  try {
    const remote = new URL(request.url).searchParams.get('images') === 'shown';
    const mail = await showMail(scope, id, { remote });
    const isLoaded = remote && mail.mayLoadRemote;
    const t = await translatorFor(scope.language);
    const link = { href: '?images=shown', text: t('inboundMail.showImages') };
    const told = [
      ...(mail.remotePictures > 0 && !isLoaded
        ? [{ text: t('inboundMail.imagesHidden'), link: mail.mayLoadRemote ? link : undefined }]
        : []),
      ...(mail.isCut ? [{ text: t('inboundMail.cut') }] : []),
    ];
    const text = mailDocument({
      html: mail.html,
      language: scope.language,
      title: mail.subject,
      theme: themeAttribute(readTheme((await cookies()).get(themeCookie)?.value)),
      told,
    });
    return new Response(text, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': mailPolicy({ remote: isLoaded }),
        'X-Frame-Options': 'SAMEORIGIN',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}
