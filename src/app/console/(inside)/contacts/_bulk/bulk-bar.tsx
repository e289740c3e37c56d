'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Notice } from '@/ui/notice';
import { Toolbar } from '@/ui/page';
import { Select, type SelectOption } from '@/ui/select';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { changeManyContactsAction } from '../actions';
import { choose, chooseNone, useChosen } from './selection';

const most = 500;

/** What can be done to the ticked contacts, and what came of it. */
export function BulkBar({
  pageIds,
  companies,
}: {
  pageIds: readonly string[];
  companies: readonly SelectOption[];
}) {
  const t = useTranslations('console.people.bulk');
  const texts = useUiTexts();
  const chosen = useChosen();
  const [deed, setDeed] = useState('disable');
  const [companyId, setCompanyId] = useState(companies[0]?.value ?? '');
  const [asking, setAsking] = useState(false);
  const [result, setResult] = useState<{ tone: 'success' | 'danger'; lines: string[] }>();
  const count = chosen.size;
  const all = pageIds.every((id) => chosen.has(id));
  async function run() {
    const fields = [...chosen].map((id): [string, string] => ['ids[]', id]);
    fields.push(['deed', deed]);
    if (deed === 'move') fields.push(['companyId', companyId]);
    const answer = await perform(changeManyContactsAction, fields, texts.unreachable);
    if (!answer.ok) return setResult({ tone: 'danger', lines: [answer.message] });
    const { done, skipped } = answer.value;
    setResult({ tone: 'success', lines: [t('done', { done }), ...skipped.map(sentence)] });
    chooseNone();
  }
  const sentence = ({ reason, count }: { reason: string; count: number }) =>
    t('skipped', { reason, count });
  return (
    <div className="grid gap-3">
      <Toolbar label={t('label')}>
        <label className="choice">
          <input
            type="checkbox"
            className="choice-mark"
            checked={all}
            onChange={(event) => choose(pageIds, event.currentTarget.checked)}
          />
          <span>{t('selectPage')}</span>
        </label>
        {count > 0 && (
          <>
            <span role="status" className="text-muted">
              {t('count', { count })}
            </span>
            <Select
              label={t('deed')}
              hideLabel
              fieldClassName="max-w-full"
              className="max-w-full"
              value={deed}
              onChange={(event) => setDeed(event.currentTarget.value)}
              options={[
                { value: 'disable', label: t('disable') },
                { value: 'enable', label: t('enable') },
                { value: 'sendWelcome', label: t('sendWelcome') },
                { value: 'move', label: t('move') },
              ]}
            />
            {deed === 'move' && (
              <Select
                label={t('to')}
                hideLabel
                fieldClassName="max-w-full"
                className="max-w-full"
                value={companyId}
                onChange={(event) => setCompanyId(event.currentTarget.value)}
                options={companies}
              />
            )}
            <Button disabled={count > most} onClick={() => setAsking(true)}>
              {t('run')}
            </Button>
            <Button variant="quiet" onClick={chooseNone}>
              {t('clear')}
            </Button>
            {count > most && <span className="text-danger">{t('most', { most })}</span>}
          </>
        )}
      </Toolbar>
      {result && (
        <Notice tone={result.tone} role="status">
          {result.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('title', { deed, count })}
        text={t('text', { deed })}
        deed={t('run')}
        variant={deed === 'disable' ? 'danger' : 'primary'}
        onConfirm={run}
      />
    </div>
  );
}
