import 'server-only';
import { consoleUrl } from '@/tenants/urls';
import { button, next, type Telling, type Told, text } from './mail-telling';

/** To a technician whose second factor somebody else took away: they should know, in our words. */
export function factorsReset({ t, tenant, params }: Telling): Told {
  const values = { tenant: tenant.name, by: params.by ?? '' };
  return {
    subject: t('mail.factorsReset.subject', values),
    heading: t('mail.factorsReset.heading'),
    blocks: [
      text(
        params.by
          ? t('mail.factorsReset.byAdmin', values)
          : t('mail.factorsReset.byOperator', values),
      ),
      button(t('mail.signIn'), consoleUrl(tenant, '/console/app-settings/security')),
      next(t, t('mail.factorsReset.next')),
    ],
  };
}
