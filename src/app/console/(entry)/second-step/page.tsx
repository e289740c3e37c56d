import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { findSignedInTechnician } from '@/session/scope-of-request';
import { requirePendingStep } from '@/session/second-step/in-browser';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { first, type PageInput } from '../../_shell/page-input';
import { PasskeySignIn } from '../sign-in/passkey-sign-in';
import { finishSecondStepAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  await requireVisitor();
  const t = await getTranslations();
  return { title: t('console.secondStep.title') };
}

/** After the right password of a technician who has a second factor. */
export default async function SecondStepPage({ searchParams }: PageInput) {
  const visitor = await requireVisitor();
  const wanted = safePath(first((await searchParams).next), '/console');
  if (await findSignedInTechnician()) redirect(wanted);
  const { name, hasApp, hasPasskey } = await requirePendingStep(visitor);
  const t = await getTranslations();
  return (
    <>
      <h1>{t('console.secondStep.title')}</h1>
      <p className="text-muted">{t('console.secondStep.lead', { name })}</p>
      <Form action={finishSecondStepAction}>
        <input type="hidden" name="next" value={wanted} />
        <TextField
          label={t('console.secondStep.code')}
          help={hasApp ? t('console.secondStep.codeHelp') : t('console.secondStep.recoveryHelp')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={hasApp}
          required
          maxLength={100}
        />
        <SubmitButton wide>{t('console.signIn.deed')}</SubmitButton>
      </Form>
      {hasPasskey && (
        <PasskeySignIn
          next={wanted}
          suggest={false}
          labels={{
            deed: t('console.secondStep.passkey'),
            cancelled: t('console.signIn.passkeyCancelled'),
          }}
        />
      )}
      <p>
        <Link href="/console/sign-in" className="link">
          {t('console.secondStep.back')}
        </Link>
      </p>
    </>
  );
}
