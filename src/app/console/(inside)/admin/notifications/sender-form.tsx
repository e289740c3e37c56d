'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldHelp } from '@/ui/field';
import { Panel } from '@/ui/page';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../_forms/setting-form';
import { changeMailSenderAction } from './actions';

interface Sender {
  name: string;
  replyTo: string;
}

/** Whose name mails carry and whom an answer reaches, as a mail program shows both. */
export function SenderForm({
  saved,
  address,
  tenantName,
  supportAddress,
}: {
  saved: Sender;
  /** What mails come from, whatever is chosen. */
  address: string;
  tenantName: string;
  /** Of the brand's support contact, where that is an address. */
  supportAddress?: string;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const answers = value.replyTo.trim() || supportAddress;
  return (
    <SettingForm
      action={changeMailSenderAction}
      saved={saved}
      value={value}
      entries={({ name, replyTo }) => [
        ['name', name],
        ['replyTo', replyTo],
      ]}
      onUndo={setValue}
      savedText={t('console.admin.mails.saved')}
      preview={
        <Panel>
          <dl className="facts" aria-live="polite">
            <dt>{t('console.admin.mails.from')}</dt>
            <dd className="break-words">
              <bdi>{value.name.trim() || tenantName}</bdi>{' '}
              <bdi className="text-muted">{`<${address}>`}</bdi>
            </dd>
            <dt>{t('console.admin.mails.answers')}</dt>
            <dd className="break-words">
              {answers ? <bdi>{answers}</bdi> : t('console.admin.mails.notRead')}
            </dd>
          </dl>
          <FieldHelp>{t('console.admin.mails.fromHelp')}</FieldHelp>
        </Panel>
      }
    >
      <TextField
        name="name"
        label={t('console.admin.mails.senderName')}
        mark={t('console.admin.optional')}
        help={t('console.admin.mails.senderNameHelp', { tenant: tenantName })}
        value={value.name}
        onChange={(event) => setValue({ ...value, name: event.currentTarget.value })}
        autoComplete="off"
        dir="auto"
        maxLength={80}
      />
      <TextField
        name="replyTo"
        label={t('console.admin.mails.replyTo')}
        mark={t('console.admin.optional')}
        help={t('console.admin.mails.replyToHelp')}
        value={value.replyTo}
        onChange={(event) => setValue({ ...value, replyTo: event.currentTarget.value })}
        type="email"
        autoComplete="off"
        dir="ltr"
        maxLength={254}
      />
    </SettingForm>
  );
}
