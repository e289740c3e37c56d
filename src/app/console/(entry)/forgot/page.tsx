import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireVisitor } from '@/session/require-visitor';
import { ForgotForm } from './forgot-form';

export async function generateMetadata(): Promise<Metadata> {
  await requireVisitor();
  const t = await getTranslations();
  return { title: t('console.forgot.title') };
}

export default async function ForgotPage() {
  await requireVisitor();
  const t = await getTranslations();
  return (
    <>
      <h1>{t('console.forgot.title')}</h1>
      <ForgotForm
        labels={{
          lead: t('console.forgot.lead'),
          email: t('console.signIn.email'),
          deed: t('console.forgot.deed'),
          sent: t('console.forgot.sent'),
          sentText: t('console.forgot.sentText'),
        }}
      />
      <p>
        <Link href="/console/sign-in" className="link">
          {t('console.forgot.back')}
        </Link>
      </p>
    </>
  );
}
