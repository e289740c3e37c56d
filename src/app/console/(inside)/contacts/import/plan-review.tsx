'use client';

import { useTranslations } from 'next-intl';
import type { ContactImportPlan } from '@/people/plan-contact-import';
import type { ImportProgress } from '@/people/run-contact-import';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { SubmitButton } from '@/ui/submit-button';
import { runImportAction } from './actions';
import { PlanTable } from './plan-table';
import type { Problem } from './problem-keys';

/** What the import would do, line by line, and the question whether to mail. */
export function PlanReview({
  plan,
  carries,
  problems,
  onBack,
  onDone,
}: {
  plan: ContactImportPlan;
  carries: 'password' | 'link';
  problems: Record<Problem, string>;
  onBack: () => void;
  onDone: (progress: ImportProgress) => void;
}) {
  const t = useTranslations();
  const { creates, bad, importId, lines } = plan;
  const good = lines.filter((line) => line.outcome === 'create');
  const withAddress = good.filter((line) => line.email !== null).length;
  return (
    <div className="grid gap-6">
      <Notice
        role="status"
        tone={bad > 0 ? 'warning' : 'success'}
        title={t('console.people.import.summary', { creates, bad })}
      >
        {bad > 0 && t('console.people.import.badText')}
      </Notice>
      {bad > 0 && (
        <PlanTable
          title={t('console.people.import.badLines')}
          problems={problems}
          lines={lines.filter((line) => line.outcome === 'bad')}
        />
      )}
      {creates > 0 && (
        <Form action={runImportAction} onSuccess={onDone}>
          <input type="hidden" name="importId" value={importId} />
          <RadioGroup
            name="sendWelcome"
            legend={t('console.people.import.mail')}
            defaultValue="no"
            options={[
              {
                value: 'no',
                label: t('console.people.import.mailNo'),
                help: t('console.people.import.mailNoHelp'),
              },
              {
                value: 'yes',
                label: t('console.people.import.mailYes', { count: withAddress }),
                help: t('console.people.contacts.sendNowHelp', { carries }),
              },
            ]}
          />
          <div className="form-actions">
            <SubmitButton>{t('console.people.import.run', { count: creates })}</SubmitButton>
            <Button variant="quiet" onClick={onBack}>
              {t('console.people.import.back')}
            </Button>
          </div>
        </Form>
      )}
      {creates === 0 && (
        <div>
          <Button onClick={onBack}>{t('console.people.import.back')}</Button>
        </div>
      )}
      {creates > 0 && <PlanTable title={t('console.people.import.goodLines')} lines={good} />}
    </div>
  );
}
