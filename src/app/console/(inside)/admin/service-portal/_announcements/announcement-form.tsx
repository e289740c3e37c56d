'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { instantAt } from '@/platform/instant-at';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { Switch } from '@/ui/switch';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { CompaniesField } from '../../../_people/companies-field';
import type { Picked } from '../../../_people/person-chips';
import { announceAction } from './actions';

interface Draft {
  texts: Partial<Record<Locale, string>>;
  tone: 'info' | 'warning' | 'danger';
  companies: Picked[];
  onSignIn: boolean;
  /** As the fields hold them: in the tenant's time zone. */
  startsAt: string;
  endsAt: string;
}

const blank: Draft = {
  texts: {},
  tone: 'info',
  companies: [],
  onSignIn: true,
  startsAt: '',
  endsAt: '',
};

/** Writes an announcement and shows it as the portal will. */
export function AnnouncementForm() {
  const t = useTranslations();
  const timeZone = useTimeZone() ?? 'UTC';
  const [draft, setDraft] = useState(blank);
  const [language, setLanguage] = useState<Locale>(useLocale() as Locale);
  const [done, setDone] = useState(false);
  const sent = useRef(draft);
  const { texts, tone, companies, onSignIn, startsAt, endsAt } = draft;
  const change = (part: Partial<Draft>) => {
    setDone(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  const text = texts[language] ?? '';
  const zone = t('console.timeZone', { zone: timeZone });
  return (
    <Form
      action={(state, data) => {
        sent.current = draft;
        return announceAction(state, filled(data, draft, timeZone));
      }}
      onSuccess={() => {
        setDraft((now) => (now === sent.current ? blank : now)); // what was typed since stays
        setDone(true);
      }}
      className="form max-w-xl"
    >
      <Select
        label={t('console.admin.announcements.language')}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value as Locale)}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
        fieldClassName="max-w-xs"
      />
      <TextArea
        label={t('console.admin.announcements.text')}
        help={t('console.admin.announcements.textHelp')}
        rows={3}
        maxLength={500}
        lang={language}
        dir="auto"
        name="texts"
        value={text}
        onChange={(event) => change({ texts: { ...texts, [language]: event.currentTarget.value } })}
      />
      {text.trim() && (
        <Notice tone={tone} aria-label={t('console.admin.preview')} role="group">
          <p lang={language} dir="auto" className="whitespace-pre-line break-words">
            {text}
          </p>
        </Notice>
      )}
      <RadioGroup
        name="tone"
        legend={t('console.admin.announcements.tone')}
        value={tone}
        onValueChange={(next) => change({ tone: next as Draft['tone'] })}
        options={[
          { value: 'info', label: t('console.admin.announcements.info') },
          { value: 'warning', label: t('console.admin.announcements.warning') },
          {
            value: 'danger',
            label: t('console.admin.announcements.danger'),
            help: t('console.admin.announcements.dangerHelp'),
          },
        ]}
      />
      <CompaniesField
        name="companyIds"
        words={{
          label: t('console.admin.announcements.companies'),
          mark: t('console.admin.optional'),
          help: t('console.admin.announcements.companiesHelp'),
        }}
        chosen={companies}
        onChange={(next) => change({ companies: next })}
      />
      <Switch
        label={t('console.admin.announcements.onSignIn')}
        help={t('console.admin.announcements.onSignInHelp')}
        checked={onSignIn && companies.length === 0}
        disabled={companies.length > 0}
        onChange={(event) => change({ onSignIn: event.currentTarget.checked })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          type="datetime-local"
          name="startsAt"
          label={t('console.admin.announcements.startsAt')}
          mark={t('console.admin.optional')}
          help={`${t('console.admin.announcements.startsAtHelp')} ${zone}`}
          value={startsAt}
          onChange={(event) => change({ startsAt: event.currentTarget.value })}
        />
        <TextField
          type="datetime-local"
          name="endsAt"
          label={t('console.admin.announcements.endsAt')}
          mark={t('console.admin.optional')}
          help={`${t('console.admin.announcements.endsAtHelp')} ${zone}`}
          value={endsAt}
          onChange={(event) => change({ endsAt: event.currentTarget.value })}
        />
      </div>
      <div className="form-actions">
        <SubmitButton>{t('console.admin.announcements.submit')}</SubmitButton>
        <span role="status" className="text-muted">
          {done && t('console.admin.announcements.done')}
        </span>
      </div>
    </Form>
  );
}

/** What the fields show, as the action takes it: all languages, and times with their zone. */
function filled(
  data: FormData,
  { texts, companies, onSignIn, startsAt, endsAt }: Draft,
  timeZone: string,
) {
  const instantOf = (local: string) => instantAt(local, timeZone)?.toISOString() ?? local;
  data.set('texts', JSON.stringify(texts));
  data.set('onSignIn', String(onSignIn && companies.length === 0));
  data.set('startsAt', instantOf(startsAt));
  data.set('endsAt', instantOf(endsAt));
  return data;
}
