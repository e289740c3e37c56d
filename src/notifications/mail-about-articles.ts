import 'server-only';
import { portalUrl } from '@/tenants/urls';
import { leadTo, next, type Telling, type Told, text } from './mail-telling';

/** To who said that an article had not helped: there is a better one now. */
export function articleImproved(telling: Telling): Told {
  const { t, tenant, params } = telling;
  const article = telling.say('article', params.title);
  return {
    subject: t('mail.articleImproved.subject', { article }),
    heading: t('mail.articleImproved.heading'),
    blocks: [
      text(t('mail.articleImproved.intro', { article })),
      leadTo(
        telling,
        t('mail.articleImproved.read'),
        portalUrl(tenant, `/knowledge-base/${params.slug}`),
      ),
      next(t, t('mail.articleImproved.next')),
    ],
  };
}
