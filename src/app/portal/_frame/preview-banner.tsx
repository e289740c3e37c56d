import 'server-only';
import { translatorFor } from '@/i18n/translator';
import { findSignedInContact } from '@/session/scope-of-request';

/**
 * Says on every page that an admin looks at it as somebody else, in the admin's language; nothing
 * is there for anybody else. The button is a plain form: it works on broken pages too.
 */
export async function PreviewBanner() {
  const scope = (await findSignedInContact())?.scope;
  if (!scope?.preview) return null;
  const { actor, tenant, preview } = scope;
  const { language } = preview;
  const t = await translatorFor(language);
  const until = new Intl.DateTimeFormat(language, {
    timeStyle: 'short',
    timeZone: tenant.timeZone,
  }).format(preview.expiresAt);
  return (
    <section aria-label={t('portal.preview.label')} lang={language} className="preview-banner">
      <p dir="auto">
        <b>{t('portal.preview.as', { name: actor.name, company: actor.companyName })}</b>{' '}
        <span className="preview-rules">{t('portal.preview.rules', { until })}</span>
      </p>
      <form method="post" action="/api/preview">
        <button type="submit" className="button button-secondary button-sm">
          {t('portal.preview.leave')}
        </button>
      </form>
    </section>
  );
}
