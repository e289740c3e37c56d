'use client';

import { useTranslations } from 'next-intl';
import { PasswordField } from '@/ui/password-field';

/** Whoever changes how somebody signs in says again who they are. */
export function ProofField() {
  const t = useTranslations();
  return (
    <PasswordField
      label={t('console.security.proof')}
      help={t('console.security.proofHelp')}
      name="passwordOrCode"
      autoComplete="current-password"
      required
    />
  );
}
