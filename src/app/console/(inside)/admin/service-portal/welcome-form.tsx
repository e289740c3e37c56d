'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Panel } from '@/ui/page';
import { RadioGroup } from '@/ui/radio-group';
import { Switch } from '@/ui/switch';
import { SettingForm } from '../../_forms/setting-form';
import { changeWelcomeMailAction } from './actions';

interface WelcomeMail {
  enabled: boolean;
  carries: 'password' | 'link';
}

/** Whether new contacts are mailed, and what opens the door for them. */
export function WelcomeForm({ saved, portalUrl }: { saved: WelcomeMail; portalUrl: string }) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const { enabled, carries } = value;
  const mail = carries === 'password' ? 'welcomePassword' : 'welcomeLink';
  return (
    <SettingForm
      action={changeWelcomeMailAction}
      saved={saved}
      value={value}
      entries={entries}
      onUndo={setValue}
      preview={<Preview value={value} portalUrl={portalUrl} />}
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
      <p>
        <Link href={`/console/admin/notifications/${mail}`} className="link">
          {t('console.admin.welcome.words')}
        </Link>
      </p>
    </SettingForm>
  );
}

function Preview({ value, portalUrl }: { value: WelcomeMail; portalUrl: string }) {
  const t = useTranslations();
  return (
    <Panel>
      <div aria-live="polite" className="grid gap-2">
        <p>
          {value.enabled
            ? t('console.admin.welcome.previewOn')
            : t('console.admin.welcome.previewOff')}
        </p>
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

function entries({ enabled, carries }: WelcomeMail): [string, string][] {
  return [
    ['enabled', String(enabled)],
    ['carries', carries],
  ];
}
