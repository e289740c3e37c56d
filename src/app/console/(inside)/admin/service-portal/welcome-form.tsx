'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { fillIn, welcomeVariables } from '@/notifications/welcome-text';
import { Panel } from '@/ui/page';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';
import { TextArea } from '@/ui/text-area';
import { SettingForm } from '../../_forms/setting-form';
import { changeWelcomeMailAction } from './actions';

interface WelcomeMail {
  enabled: boolean;
  carries: 'password' | 'link';
  texts: Partial<Record<Locale, string>>;
}

/** Whether new contacts are mailed, in which words, and what opens the door for them. */
export function WelcomeForm({
  saved,
  portalUrl,
  tenantName,
}: {
  saved: WelcomeMail;
  portalUrl: string;
  tenantName: string;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const [language, setLanguage] = useState<Locale>(useLocale() as Locale);
  const { enabled, carries, texts } = value;
  const own = texts[language] ?? '';
  return (
    <SettingForm
      action={changeWelcomeMailAction}
      saved={saved}
      value={value}
      entries={entries}
      onUndo={setValue}
      preview={<Preview {...{ value, own, portalUrl, tenantName }} />}
    >
      <input type="hidden" name="enabled" value={String(enabled)} />
      <Switch
        label={t('console.admin.welcome.enabled')}
        help={t('console.admin.welcome.enabledHelp')}
        checked={enabled}
        onChange={(event) => setValue({ ...value, enabled: event.currentTarget.checked })}
      />
      <RadioGroup
        name="carries"
        legend={t('console.admin.welcome.carries')}
        value={carries}
        onValueChange={(next) => setValue({ ...value, carries: next as WelcomeMail['carries'] })}
        options={[
          {
            value: 'link',
            label: t('console.admin.welcome.link'),
            help: t('console.admin.welcome.linkHelp'),
          },
          {
            value: 'password',
            label: t('console.admin.welcome.password'),
            help: t('console.admin.welcome.passwordHelp'),
          },
        ]}
      />
      <Select
        label={t('console.admin.welcome.ownLanguage')}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value as Locale)}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
      />
      <input type="hidden" name="texts" value={JSON.stringify(texts)} />
      <TextArea
        label={t('console.admin.welcome.own')}
        help={t('console.admin.welcome.ownHelp', {
          variables: welcomeVariables.map((name) => `{${name}}`).join(', '),
        })}
        rows={5}
        maxLength={2_000}
        lang={language}
        dir="auto"
        value={own}
        onChange={(event) =>
          setValue({ ...value, texts: { ...texts, [language]: event.currentTarget.value } })
        }
      />
    </SettingForm>
  );
}

function Preview({
  value,
  own,
  portalUrl,
  tenantName,
}: {
  value: WelcomeMail;
  own: string;
  portalUrl: string;
  tenantName: string;
}) {
  const t = useTranslations();
  const jane = { name: 'Jane Doe', username: 'jane.doe' };
  const words = fillIn(own, { ...jane, tenant: tenantName, portal: portalUrl });
  return (
    <Panel>
      <div aria-live="polite" className="grid gap-2">
        <p>
          {value.enabled
            ? t('console.admin.welcome.previewOn')
            : t('console.admin.welcome.previewOff')}
        </p>
        {words.trim() && (
          <p dir="auto" className="whitespace-pre-line break-words">
            {words}
          </p>
        )}
        <dl className="facts">
          <dt>{t('console.admin.welcome.portal')}</dt>
          <dd className="break-all">{portalUrl}</dd>
          <dt>{t('console.admin.welcome.username')}</dt>
          <dd className="font-mono">jane.doe</dd>
          {value.carries === 'password' ? (
            <>
              <dt>{t('console.admin.welcome.secret')}</dt>
              <dd className="font-mono">••••-••••-••••</dd>
            </>
          ) : (
            <>
              <dt>{t('console.admin.welcome.once')}</dt>
              <dd>{t('console.admin.welcome.setPassword')}</dd>
            </>
          )}
        </dl>
      </div>
    </Panel>
  );
}

function entries({ enabled, carries, texts }: WelcomeMail): [string, string][] {
  return [
    ['enabled', String(enabled)],
    ['carries', carries],
    ['texts', JSON.stringify(texts)],
  ];
}
