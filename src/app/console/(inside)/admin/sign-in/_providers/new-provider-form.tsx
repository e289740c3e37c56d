'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProviderKind } from '@/session/provider/provider-kinds';
import { Form } from '@/ui/form';
import { RadioGroup } from '@/ui/radio-group';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { createProviderAction } from '../actions';

/** Says who the provider is; what it must be told and gives us comes on its own page. */
export function NewProviderForm() {
  const t = useTranslations();
  const [kind, setKind] = useState<ProviderKind>('microsoft');
  return (
    <Form action={createProviderAction} className="form max-w-xl">
      <RadioGroup
        name="kind"
        legend={t('console.admin.signIn.kind')}
        value={kind}
        onValueChange={(next) => setKind(next as ProviderKind)}
        options={[
          {
            value: 'microsoft',
            label: 'Microsoft',
            help: t('console.admin.signIn.microsoftHelp'),
          },
          { value: 'google', label: 'Google', help: t('console.admin.signIn.googleHelp') },
          {
            value: 'oidc',
            label: t('console.admin.signIn.oidc'),
            help: t('console.admin.signIn.oidcHelp'),
          },
        ]}
      />
      {kind === 'microsoft' && (
        <TextField
          key="directory"
          name="issuer"
          label={t('console.admin.signIn.directory')}
          help={t('console.admin.signIn.directoryHelp')}
          autoComplete="off"
          dir="ltr"
          required
          maxLength={36}
        />
      )}
      {kind === 'oidc' && (
        <>
          <TextField
            key="issuer"
            name="issuer"
            type="url"
            label={t('console.admin.signIn.issuer')}
            help={t('console.admin.signIn.issuerHelp')}
            placeholder="https://login.example.com"
            autoComplete="off"
            dir="ltr"
            required
            maxLength={500}
          />
          <TextField
            name="name"
            label={t('console.admin.signIn.name')}
            help={t('console.admin.signIn.nameHelp')}
            autoComplete="off"
            dir="auto"
            required
            maxLength={40}
          />
        </>
      )}
      <RadioGroup
        name="realm"
        legend={t('console.admin.signIn.realm')}
        defaultValue="contact"
        options={[
          { value: 'contact', label: t('console.admin.signIn.contact') },
          { value: 'technician', label: t('console.admin.signIn.technician') },
        ]}
      />
      <div className="form-actions">
        <SubmitButton>{t('console.admin.signIn.create')}</SubmitButton>
      </div>
    </Form>
  );
}
