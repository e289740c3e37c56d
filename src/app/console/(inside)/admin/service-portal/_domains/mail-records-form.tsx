'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { localeNames, locales } from '@/i18n/locales';
import { Form } from '@/ui/form';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { sendDnsInstructionsAction } from './actions';

/** Mails the records to whoever runs the DNS, in their language. */
export function MailRecordsForm({ host }: { host: string }) {
  const t = useTranslations();
  const [sentTo, setSentTo] = useState<string>();
  return (
    <Form
      action={sendDnsInstructionsAction}
      onSuccess={({ address }) => setSentTo(address)}
      onChange={() => setSentTo(undefined)}
      className="form max-w-xl"
    >
      <input type="hidden" name="host" value={host} />
      <TextField
        name="address"
        type="email"
        label={t('console.admin.domains.mailTo')}
        help={t('console.admin.domains.mailHelp')}
        autoComplete="off"
        dir="ltr"
        required
        maxLength={254}
      />
      <Select
        name="language"
        label={t('console.admin.domains.mailLanguage')}
        defaultValue={useLocale()}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
        fieldClassName="max-w-xs"
      />
      <div className="form-actions">
        <SubmitButton variant="secondary">{t('console.admin.domains.mailDeed')}</SubmitButton>
        <span role="status" className="wrap-anywhere text-muted">
          {sentTo && t('console.admin.domains.mailed', { address: sentTo })}
        </span>
      </div>
    </Form>
  );
}
