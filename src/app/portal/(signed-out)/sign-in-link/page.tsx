import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { requireVisitor, type Visitor } from '@/session/require-visitor';
import { findSignedInContact } from '@/session/scope-of-request';
import { readSignInLink } from '@/session/sign-in-link/use-sign-in-link';
import { setting } from '@/settings/tenant-settings';
import { ButtonLink } from '@/ui/button';
import { UseLinkForm } from './use-link-form';

/** Only shows a button: mail scanners open links, and opening must burn nothing. */
export default async function SignInLinkPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  const token = queryText((await searchParams).token) ?? '';
  const link = await readUsableLink(visitor, token);
  const isAction = (await headers()).has('next-action');
  const signedIn = link ? undefined : await findSignedInContact();
  // Opened again, or pressed before the scripts had loaded: the link has done its work.
  if (signedIn && !isAction) redirect('/');
  // Pressed a moment ago: the form must stay until it has led on.
  const name = link?.name ?? signedIn?.scope.actor.name;
  if (!name) answerWith(link === null ? 410 : 404);
  const t = await getTranslations('portal.signInLink');
  const title = name ? t('useTitle') : t('goneTitle');
  return (
    <>
      <title>{`${title} · ${visitor.tenant.name}`}</title>
      <div className="entry-text">
        <h1>{title}</h1>
        <p className="text-muted">{name ? t('useLead', { name }) : t('gone')}</p>
      </div>
      {name ? (
        <UseLinkForm token={token} labels={{ submit: t('use'), pending: t('pending') }} />
      ) : (
        <ButtonLink
          href={setting(visitor, 'signIn').link ? '/sign-in/link' : '/sign-in'}
          variant="primary"
        >
          {setting(visitor, 'signIn').link ? t('goneNext') : t('back')}
        </ButtonLink>
      )}
    </>
  );
}

/** Undefined where there is no such link, null where it was used or has expired. */
async function readUsableLink(visitor: Visitor, token: string) {
  try {
    return await readSignInLink(visitor, { token });
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    if (error instanceof Refusal && error.status === 410) return null;
    throw error;
  }
}
