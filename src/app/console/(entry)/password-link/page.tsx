import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { passwordLength } from '@/people/password-rules';
import { requireVisitor } from '@/session/require-visitor';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { first, type PageInput } from '../../_shell/page-input';
import { NewPasswordForm } from '../new-password-form';
import { usePasswordLinkAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  await requireVisitor();
  const t = await getTranslations();
  return { title: t('console.passwordLink.title'), referrer: 'no-referrer' };
}

/**
 * Only shows a form: mail scanners open links, and opening must burn nothing. Whether the link
 * still holds is said when the form is sent.
 */
export default async function PasswordLinkPage({ searchParams }: PageInput) {
  await requireVisitor();
  const token = first((await searchParams).token);
  const t = await getTranslations();
  const again = <ButtonLink href="/console/forgot">{t('console.passwordLink.again')}</ButtonLink>;
  if (!token) {
    return (
      <EmptyState
        level={1}
        title={t('console.passwordLink.incomplete')}
        text={t('console.passwordLink.incompleteText')}
        action={again}
      />
    );
  }
  return (
    <>
      <h1>{t('console.passwordLink.title')}</h1>
      <p className="text-muted">{t('console.passwordLink.lead')}</p>
      <NewPasswordForm
        action={usePasswordLinkAction}
        token={token}
        labels={{
          next: t('console.setPassword.next'),
          help: t('console.setPassword.help', { min: passwordLength.min }),
          deed: t('console.setPassword.deed'),
        }}
      />
      <p>
        <Link href="/console/forgot" className="link">
          {t('console.passwordLink.again')}
        </Link>
      </p>
    </>
  );
}
