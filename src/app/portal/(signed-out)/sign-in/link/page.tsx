import { notFound } from 'next/navigation';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { setting } from '@/settings/tenant-settings';
import { AskForLink } from '../../ask-for-link';
import { requestSignInLinkAction } from './actions';

/** Signing in without a password: a link by mail. Where the tenant wants none, there is none. */
export default async function AskForSignInLinkPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  if (!setting(visitor, 'signIn').link) notFound();
  return (
    <AskForLink
      visitor={visitor}
      words="portal.signInLink"
      action={requestSignInLinkAction}
      next={safePath(queryText((await searchParams).next))}
    />
  );
}
