'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProviderView } from '@/session/provider/read-providers';
import { PasswordField } from '@/ui/password-field';
import { TextField } from '@/ui/text-field';
import { SavingForm } from '../../../_forms/saving-form';
import { CompaniesField } from '../../../_people/companies-field';
import type { Picked } from '../../../_people/person-chips';
import { changeProviderAction } from '../actions';

/** What the provider gave us, what its button says, and whose people it is for. */
export function ClientForm({
  provider,
  companies,
}: {
  provider: Pick<ProviderView, 'id' | 'name' | 'clientId' | 'hasSecret' | 'realm'>;
  companies: readonly Picked[];
}) {
  const t = useTranslations();
  const [chosen, setChosen] = useState([...companies]);
  const { id, name, clientId, hasSecret, realm } = provider;
  return (
    <SavingForm
      action={changeProviderAction}
      submit={t('console.admin.save')}
      saved={t('console.admin.saved')}
    >
      <input type="hidden" name="id" value={id} />
      <TextField
        name="clientId"
        label={t('console.admin.signIn.clientId')}
        defaultValue={clientId}
        autoComplete="off"
        dir="ltr"
        required
        maxLength={500}
      />
      <PasswordField
        key={String(hasSecret)}
        name="clientSecret"
        label={t('console.admin.signIn.clientSecret')}
        help={t(hasSecret ? 'console.admin.signIn.secretKept' : 'console.admin.signIn.secretHelp')}
        autoComplete="new-password"
        dir="ltr"
        required={!hasSecret}
        maxLength={1_000}
      />
      <TextField
        name="name"
        label={t('console.admin.signIn.name')}
        help={t('console.admin.signIn.nameHelp')}
        defaultValue={name}
        autoComplete="off"
        dir="auto"
        required
        maxLength={40}
      />
      {realm === 'contact' && (
        <CompaniesField
          name="companyIds"
          words={{
            label: t('console.admin.announcements.companies'),
            mark: t('console.admin.optional'),
            help: t('console.admin.signIn.companiesHelp'),
          }}
          chosen={chosen}
          onChange={setChosen}
        />
      )}
    </SavingForm>
  );
}
