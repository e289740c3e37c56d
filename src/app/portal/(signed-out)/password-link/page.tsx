import { getTranslations } from 'next-intl/server';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { passwordLength } from '@/people/password-rules';
import { readPasswordLink } from '@/people/use-password-link';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { requireVisitor, type Visitor } from '@/session/require-visitor';
import { ButtonLink } from '@/ui/button';
import { NewPasswordForm } from '../new-password-form';
import { usePasswordLinkAction } from './actions';

/** Only shows a form: mail scanners open links, and opening must burn nothing. */
export default async function PasswordLinkPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  const token = queryText((await searchParams).token) ?? '';
  const link = await readUsableLink(visitor, token);
  const t = await getTranslations('portal.newPassword');
  const title = link ? t('title') : t('goneTitle');
  return (
    <>
      <title>{`${title} · ${visitor.tenant.name}`}</title>
      <div className="entry-text">
        <h1>{title}</h1>
        <p className="text-muted">{link ? t('linkLead', { login: link.login }) : t('gone')}</p>
      </div>
      {link ? (
        <NewPasswordForm
          action={usePasswordLinkAction}
          token={token}
          goal={link.kind === 'contact' ? '/sign-in?done=password' : '/console/sign-in'}
          labels={{
            next: t('next'),
            help: t('help', { min: passwordLength.min }),
            submit: t('submit'),
          }}
        />
      ) : (
        <ButtonLink href="/forgot-password" variant="primary">
          {t('goneNext')}
        </ButtonLink>
      )}
    </>
  );
}

/** Undefined where there is no such link (404), or it was used or has expired (410). */
async function readUsableLink(visitor: Visitor, token: string) {
  try {
    return await readPasswordLink(visitor, token);
  } catch (error) {
    if (!(error instanceof Refusal && [404, 410].includes(error.status))) throw error;
    answerWith(error.status);
    return undefined;
  }
}
