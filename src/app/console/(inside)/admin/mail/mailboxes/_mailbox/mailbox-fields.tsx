'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { portOf, type Security, securities } from '@/notifications/mailboxes/mailbox-words';
import type { MailboxView } from '@/notifications/mailboxes/read-mailboxes';
import { PasswordField } from '@/ui/password-field';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { securityWords } from './mailbox-sentences';

const typed = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  dir: 'ltr',
} as const;

/** Where a mailbox is, who signs in, and what happens to its mails; for one that is not yet too. */
export function MailboxFields({ mailbox }: { mailbox?: MailboxView }) {
  const t = useTranslations();
  const [security, setSecurity] = useState<Security>(mailbox?.security ?? 'tls');
  const [port, setPort] = useState(String(mailbox?.port ?? portOf.tls));
  const [after, setAfter] = useState<string>(mailbox?.afterwards ?? 'markRead');
  function choose(next: Security) {
    if (port === String(portOf[security])) setPort(String(portOf[next]));
    setSecurity(next);
  }
  return (
    <>
      <TextField
        {...typed}
        name="host"
        label={t('console.admin.mailboxes.host')}
        placeholder="imap.example.com"
        defaultValue={mailbox?.host}
        inputMode="url"
        required
        maxLength={253}
      />
      <Select
        name="security"
        label={t('console.admin.mailboxes.securityLabel')}
        value={security}
        onChange={(event) => choose(event.currentTarget.value as Security)}
        options={securities.map((value) => ({ value, label: t(securityWords[value]) }))}
      />
      <TextField
        {...typed}
        name="port"
        label={t('console.admin.mailboxes.port')}
        value={port}
        onChange={(event) => setPort(event.currentTarget.value)}
        inputMode="numeric"
        required
        maxLength={5}
        className="max-w-32"
      />
      <TextField
        {...typed}
        name="username"
        label={t('console.admin.mailboxes.username')}
        help={t('console.admin.mailboxes.usernameHelp')}
        defaultValue={mailbox?.username}
        required
        maxLength={320}
      />
      <PasswordField
        name="password"
        label={t('console.admin.mailboxes.password')}
        help={t(
          mailbox ? 'console.admin.mailboxes.passwordKept' : 'console.admin.mailboxes.passwordHelp',
        )}
        autoComplete="new-password"
        dir="ltr"
        required={!mailbox}
        maxLength={1_000}
      />
      <TextField
        {...typed}
        name="folder"
        label={t('console.admin.mailboxes.folder')}
        help={t('console.admin.mailboxes.folderHelp')}
        defaultValue={mailbox?.folder ?? 'INBOX'}
        required
        maxLength={200}
      />
      <RadioGroup
        name="afterwards"
        legend={t('console.admin.mailboxes.afterwards')}
        value={after}
        onValueChange={setAfter}
        options={[
          { value: 'markRead', label: t('console.admin.mailboxes.markRead') },
          { value: 'move', label: t('console.admin.mailboxes.move') },
        ]}
      />
      {after === 'move' && (
        <TextField
          {...typed}
          name="moveTo"
          label={t('console.admin.mailboxes.moveTo')}
          help={t('console.admin.mailboxes.moveToHelp')}
          defaultValue={mailbox?.moveTo}
          required
          maxLength={200}
        />
      )}
    </>
  );
}
