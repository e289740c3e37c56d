import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { passwordLength } from '@/people/password-rules';
import { requireContactBeforePassword } from '@/session/require-person';
import { findSignedInContact } from '@/session/scope-of-request';
import { NewPasswordForm } from '../new-password-form';
import { setFirstPasswordAction } from './actions';

/** After the first sign-in with a generated password. */
export default async function SetPasswordPage() {
  const { tenant, actor } = await requireContactBeforePassword();
  if (!(await findSignedInContact())?.mustChangePassword) redirect('/');
  const t = await getTranslations('portal.newPassword');
  return (
    <>
      <title>{`${t('title')} · ${tenant.name}`}</title>
      <div className="entry-text">
        <h1>{t('title')}</h1>
        <p className="text-muted">{t('firstLead', { name: actor.name })}</p>
      </div>
      <NewPasswordForm
        action={setFirstPasswordAction}
        goal="/"
        labels={{
          next: t('next'),
          help: t('help', { min: passwordLength.min }),
          submit: t('submit'),
        }}
      />
    </>
  );
}
