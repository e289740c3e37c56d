import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { passwordLength } from '@/people/password-rules';
import { requireTechnicianBeforePassword } from '@/session/require-person';
import { findSignedInTechnician } from '@/session/scope-of-request';
import { NewPasswordForm } from '../new-password-form';
import { setPasswordAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnicianBeforePassword();
  const t = await getTranslations();
  return { title: t('console.setPassword.title') };
}

/** After the first sign-in with a generated password; whoever has one of their own goes home. */
export default async function SetPasswordPage() {
  await requireTechnicianBeforePassword();
  if (!(await findSignedInTechnician())?.mustChangePassword) redirect('/console');
  const t = await getTranslations();
  return (
    <>
      <h1>{t('console.setPassword.title')}</h1>
      <p className="text-muted">{t('console.setPassword.lead')}</p>
      <NewPasswordForm
        action={setPasswordAction}
        labels={{
          next: t('console.setPassword.next'),
          help: t('console.setPassword.help', { min: passwordLength.min }),
          deed: t('console.setPassword.deed'),
        }}
      />
    </>
  );
}
