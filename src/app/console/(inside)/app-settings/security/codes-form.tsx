'use client';

import { useTranslations } from 'next-intl';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { DeedFold } from '../../../_factors/deed-fold';
import { ProofField } from '../../../_factors/proof-field';
import { useCodes } from '../../../_factors/use-codes';
import { renewCodesAction } from './actions';

/** How many recovery codes are left, and ten new ones in their place. */
export function CodesForm({ left }: { left: number }) {
  const t = useTranslations();
  const { shown, done } = useCodes();
  if (shown) return shown;
  return (
    <div className="grid gap-4">
      <p>{t('console.security.codesLeft', { left })}</p>
      <DeedFold deed={t('console.security.renewCodes')}>
        <Form action={renewCodesAction} onSuccess={done} className="form max-w-xl">
          <ProofField />
          <div className="form-actions">
            <SubmitButton>{t('console.security.renewCodes')}</SubmitButton>
          </div>
        </Form>
      </DeedFold>
    </div>
  );
}
