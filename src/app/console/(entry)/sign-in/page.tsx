import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProviderButtons } from '@/app/_sign-in/provider-buttons';
import { readDemoCards } from '@/people/demo-cards';
import { offeredProviders } from '@/session/provider/offered-providers';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { findSignedInTechnician } from '@/session/scope-of-request';
import { Notice } from '@/ui/notice';
import { first, type PageInput } from '../../_shell/page-input';
import { DemoCards } from './demo-cards';
import { PasskeySignIn } from './passkey-sign-in';
import { SignInForm } from './sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  await requireVisitor();
  const t = await getTranslations();
  return { title: t('console.signIn.title') };
}

export default async function SignInPage({ searchParams }: PageInput) {
  const visitor = await requireVisitor();
  const { tenant, settings } = visitor;
  const { next, changed, over, failed } = await searchParams;
  const wanted = safePath(first(next), '/console');
  if (await findSignedInTechnician()) redirect(wanted);
  const providers = await offeredProviders(visitor, 'technician', wanted);
  const t = await getTranslations();
  const cards = readDemoCards(tenant, settings).filter(({ face }) => face === 'console');
  return (
    <>
      <h1>{t('console.signIn.title')}</h1>
      {over !== undefined && (
        <Notice tone="warning" role="status">
          {t('console.signIn.over')}
        </Notice>
      )}
      {failed !== undefined && (
        <Notice tone="danger" role="alert">
          {t('console.signIn.failed')}
        </Notice>
      )}
      <ProviderButtons
        providers={providers}
        words={{
          signInWith: t('console.signIn.with', { name: '{name}' }),
          or: t('console.signIn.or'),
        }}
      />
      <SignInForm
        next={wanted}
        news={changed === undefined ? undefined : t('console.signIn.changed')}
        labels={{
          email: t('console.signIn.email'),
          password: t('console.signIn.password'),
          deed: t('console.signIn.deed'),
        }}
      />
      <PasskeySignIn
        next={wanted}
        labels={{
          deed: t('console.signIn.passkey'),
          cancelled: t('console.signIn.passkeyCancelled'),
        }}
      />
      <p>
        <Link href="/console/forgot" className="link">
          {t('console.signIn.forgot')}
        </Link>
      </p>
      {cards.length > 0 && (
        <DemoCards
          title={t('console.signIn.demo')}
          lead={t('console.signIn.demoLead')}
          next={wanted}
          cards={cards.map(({ name, login, password, role }) => ({
            name,
            login,
            password,
            role: role === 'admin' ? t('console.roles.admin') : t('console.roles.technician'),
          }))}
        />
      )}
    </>
  );
}
