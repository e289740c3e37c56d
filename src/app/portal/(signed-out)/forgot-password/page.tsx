import { getTranslations } from 'next-intl/server';
import { requireVisitor } from '@/session/require-visitor';
import { AskForLinkForm } from '../ask-for-link-form';
import { requestPasswordLinkAction } from './actions';

export default async function ForgotPasswordPage() {
  const { tenant } = await requireVisitor();
  const t = await getTranslations('portal.forgotPassword');
  return (
    <>
      <title>{`${t('title')} · ${tenant.name}`}</title>
      <AskForLinkForm
        action={requestPasswordLinkAction}
        labels={{
          title: t('title'),
          lead: t('lead'),
          login: t('login'),
          submit: t('submit'),
          sentTitle: t('sentTitle'),
          sent: t('sent'),
          sentNext: t('sentNext'),
        }}
      />
      <a href="/sign-in" className="link justify-self-start">
        {t('back')}
      </a>
    </>
  );
}
