import { getTranslations } from 'next-intl/server';
import type { Visitor } from '@/session/require-visitor';
import type { FormAction } from '@/ui/action-state';
import { AskForLinkForm } from './ask-for-link-form';

/** The page that asks for a link by mail: for a new password, or to sign in once. */
export async function AskForLink({
  visitor,
  words,
  ...form
}: {
  visitor: Visitor;
  /** Whose words it speaks. */
  words: 'portal.forgotPassword' | 'portal.signInLink';
  action: FormAction;
  /** Where the link leads on to, for one that signs in. */
  next?: string;
}) {
  const t = await getTranslations(words);
  return (
    <>
      <title>{`${t('title')} · ${visitor.tenant.name}`}</title>
      <AskForLinkForm
        {...form}
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
