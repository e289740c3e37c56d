'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ContactImportPlan } from '@/people/plan-contact-import';
import type { ImportProgress } from '@/people/run-contact-import';
import { Form } from '@/ui/form';
import { RadioGroup } from '@/ui/radio-group';
import { SubmitButton } from '@/ui/submit-button';
import { CsvForm } from '../../_import/csv-form';
import { PlanReview } from '../../_import/plan-review';
import type { ProblemWords } from '../../_import/problem-words';
import { runImportAction } from './actions';
import { ImportDone } from './import-done';

/** Choose a file → see what would happen → decide. Going back keeps what was pasted. */
export function ImportSteps({
  carries,
  problems,
}: {
  carries: 'password' | 'link';
  problems: ProblemWords;
}) {
  const t = useTranslations();
  const [plan, setPlan] = useState<ContactImportPlan>();
  const [progress, setProgress] = useState<ImportProgress>();
  if (progress) return <ImportDone progress={progress} />;
  return (
    <>
      <div hidden={plan !== undefined}>
        <CsvForm
          kind="contacts"
          most={4_000_000}
          columns={t('console.people.import.columns')}
          onPlan={setPlan}
        />
      </div>
      {plan && (
        <PlanReview
          key={plan.importId}
          plan={plan}
          summary={t('console.people.import.summary', { creates: plan.creates, bad: plan.bad })}
          goodLines={t('console.people.import.goodLines')}
          columns={[
            { key: 'name', head: t('console.people.contacts.name'), cell: ({ name }) => name },
            {
              key: 'company',
              head: t('console.people.contacts.company'),
              cell: ({ companyName }) => companyName,
            },
            { key: 'email', head: t('console.people.contacts.email'), cell: ({ email }) => email },
          ]}
          problems={problems}
          onBack={() => setPlan(undefined)}
        >
          {(back) => (
            <Form action={runImportAction} onSuccess={setProgress}>
              <input type="hidden" name="importId" value={plan.importId} />
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
                    label: t('console.people.import.mailYes', { count: withAddress(plan) }),
                    help: t('console.people.contacts.sendNowHelp', { carries }),
                  },
                ]}
              />
              <div className="form-actions">
                <SubmitButton>
                  {t('console.people.import.run', { count: plan.creates })}
                </SubmitButton>
                {back}
              </div>
            </Form>
          )}
        </PlanReview>
      )}
    </>
  );
}

function withAddress({ lines }: ContactImportPlan): number {
  return lines.filter(({ problems, email }) => problems.length === 0 && email !== null).length;
}
