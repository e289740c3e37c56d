'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ContactImportPlan } from '@/people/plan-contact-import';
import type { ImportProgress } from '@/people/run-contact-import';
import { planImportAction } from './actions';
import { CsvForm } from './csv-form';
import { ImportDone } from './import-done';
import { PlanReview } from './plan-review';
import type { Problem } from './problem-keys';

/** Choose a file → see what would happen → decide. Going back keeps what was pasted. */
export function ImportSteps({
  carries,
  problems,
}: {
  carries: 'password' | 'link';
  /** What can be wrong with a line, in words. */
  problems: Record<Problem, string>;
}) {
  const t = useTranslations();
  const [plan, setPlan] = useState<ContactImportPlan>();
  const [progress, setProgress] = useState<ImportProgress>();
  if (progress) return <ImportDone progress={progress} />;
  return (
    <>
      <div hidden={plan !== undefined}>
        <CsvForm
          action={planImportAction}
          columns={t('console.people.import.columns')}
          onPlan={setPlan}
        />
      </div>
      {plan && (
        <PlanReview
          key={plan.importId}
          plan={plan}
          carries={carries}
          problems={problems}
          onBack={() => setPlan(undefined)}
          onDone={setProgress}
        />
      )}
    </>
  );
}
