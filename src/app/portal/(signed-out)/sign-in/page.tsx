import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProviderButtons } from '@/app/_sign-in/provider-buttons';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { type DemoPerson, readDemoCards } from '@/people/demo-cards';
import { offeredProviders } from '@/session/provider/offered-providers';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { findSignedInContact } from '@/session/scope-of-request';
import { inLanguageOf } from '@/settings/in-language-of';
import { setting } from '@/settings/tenant-settings';
import { Notice } from '@/ui/notice';
import { DemoCards } from './demo-cards';
import { SignInForm } from './sign-in-form';

const roleKeys = {
  admin: ['demo.admin', 'demo.adminDoes'],
  technician: ['demo.technician', 'demo.technicianDoes'],
  primaryContact: ['demo.primaryContact', 'demo.primaryContactDoes'],
  contact: ['demo.contact', 'demo.contactDoes'],
  restricted: ['demo.restricted', 'demo.restrictedDoes'],
} as const satisfies Record<DemoPerson['role'], readonly [string, string]>;

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  const { tenant, settings } = visitor;
  const welcome = inLanguageOf(visitor, setting(visitor, 'branding').welcomeTexts);
  const { next, done, failed } = await searchParams;
  const goal = safePath(queryText(next));
  const isAction = (await headers()).has('next-action');
  if (!isAction && (await findSignedInContact())) redirect(goal);
  const providers = await offeredProviders(visitor, 'contact', goal);
  const t = await getTranslations('portal.signIn');
  const cards = readDemoCards(tenant, settings).map(({ role, name, login }) => {
    const [roleKey, doesKey] = roleKeys[role];
    return { name, login, role: t(roleKey), does: t(doesKey) };
  });
  return (
    <>
      <title>{`${t('title')} · ${tenant.name}`}</title>
      <div className="entry-text">
        <h1>{t('title')}</h1>
        {welcome && (
          <p lang={welcome.language} dir="auto" className="whitespace-pre-line break-words">
            {welcome.text}
          </p>
        )}
      </div>
      {done === 'password' && <Notice tone="success">{t('passwordSet')}</Notice>}
      {failed === 'provider' && (
        <Notice tone="danger" role="alert">
          {t('failed')}
        </Notice>
      )}
      <ProviderButtons
        providers={providers}
        words={{ signInWith: t('with', { name: '{name}' }), or: t('or') }}
      />
      <SignInForm
        next={goal}
        labels={{
          username: t('username'),
          usernameHelp: t('usernameHelp'),
          password: t('password'),
          submit: t('submit'),
          pending: t('pending'),
        }}
      >
        {setting(visitor, 'signIn').link && (
          <a href={withNext('/sign-in/link', goal)} className="link">
            {t('byLink')}
          </a>
        )}
        <a href="/forgot-password" className="link">
          {t('forgot')}
        </a>
      </SignInForm>
      {cards.length > 0 && (
        <DemoCards title={t('demo.title')} lead={t('demo.lead')} cards={cards} />
      )}
    </>
  );
}

const withNext = (path: string, goal: string) =>
  goal === '/' ? path : `${path}?next=${encodeURIComponent(goal)}`;
