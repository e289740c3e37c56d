'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Checkbox } from '@/ui/checkbox';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Panel } from '@/ui/page';
import { RadioGroup } from '@/ui/radio-group';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import { changeTicketSettingsAction } from './actions';
import { PortalSentence } from './portal-sentence';

export interface TicketChoices {
  /** Keys of the statuses that contacts see. */
  visible: string[];
  reopen: 'always' | 'never' | 'withinDays';
  days: string;
}

export interface StatusChoice {
  key: string;
  label: string;
  category: 'open' | 'pending' | 'resolved' | 'closed';
}

/** What contacts see of tickets, and whether they may reopen one. */
export function TicketSettingsForm({
  language,
  statuses,
  saved,
}: {
  language: string;
  statuses: readonly StatusChoice[];
  saved: TicketChoices;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const [asking, setAsking] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { visible, reopen, days } = value;
  const none = visible.length === 0;
  const change = (part: Partial<TicketChoices>) => {
    setConfirmed(false);
    setValue({ ...value, ...part });
  };
  return (
    <>
      <SettingForm
        action={changeTicketSettingsAction}
        saved={saved}
        value={value}
        entries={entries}
        onUndo={setValue}
        beforeSave={(event) => {
          if (!none || confirmed) return;
          event.preventDefault();
          button.current = event.currentTarget;
          setAsking(true);
        }}
        preview={
          <Panel>
            <PortalSentence language={language} statuses={statuses} value={value} />
          </Panel>
        }
      >
        <input type="hidden" name="confirmNone" value={String(confirmed)} />
        <fieldset className="field">
          <legend className="field-label mb-1">{t('console.admin.tickets.visible')}</legend>
          {statuses.map(({ key, label }) => (
            <Checkbox
              key={key}
              name="visibleStatuses[]"
              value={key}
              label={<bdi>{label}</bdi>}
              checked={visible.includes(key)}
              onChange={(event) =>
                change({
                  visible: event.currentTarget.checked
                    ? [...visible, key]
                    : visible.filter((one) => one !== key),
                })
              }
            />
          ))}
        </fieldset>
        <RadioGroup
          name="reopen"
          legend={t('console.admin.tickets.reopen')}
          value={reopen}
          onValueChange={(next) => change({ reopen: next as TicketChoices['reopen'] })}
          options={[
            { value: 'always', label: t('console.admin.tickets.always') },
            { value: 'withinDays', label: t('console.admin.tickets.withinDays') },
            {
              value: 'never',
              label: t('console.admin.tickets.never'),
              help: t('console.admin.tickets.neverHelp'),
            },
          ]}
        />
        {reopen === 'withinDays' && (
          <TextField
            name="withinDays"
            type="number"
            inputMode="numeric"
            min={1}
            max={365}
            label={t('console.admin.tickets.days')}
            value={days}
            onChange={(event) => change({ days: event.currentTarget.value })}
            fieldClassName="max-w-32 ms-8"
          />
        )}
      </SettingForm>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('console.admin.tickets.noneTitle')}
        text={t('console.admin.tickets.noneText')}
        deed={t('console.admin.tickets.noneDeed')}
        onConfirm={() => {
          flushSync(() => setConfirmed(true));
          button.current?.form?.requestSubmit();
        }}
      />
    </>
  );
}

function entries({ visible, reopen, days }: TicketChoices): [string, string][] {
  return [
    ...visible.map((key): [string, string] => ['visibleStatuses[]', key]),
    ['reopen', reopen],
    ['withinDays', days],
    ['confirmNone', String(visible.length === 0)],
  ];
}
