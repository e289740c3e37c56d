import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { setting } from '@/settings/tenant-settings';
import { AskForLinkForm } from '../../ask-for-link-form';
import { requestSignInLinkAction } from './actions';

/** Signing in without a password: a link by mail. Where the tenant wants none, there is none. */
export default async function AskForSignInLinkPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  if (!setting(visitor, 'signIn').link) notFound();
  const t = await getTranslations('portal.signInLink');
  return (
    <>
      <title>{`${t('title')} · ${visitor.tenant.name}`}</title>
      <AskForLinkForm
        action={requestSignInLinkAction}
        next={safePath(queryText((await searchParams).next))}
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
