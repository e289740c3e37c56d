'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CompanyImportPlan } from '@/people/import-companies';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { CsvForm } from '../../_import/csv-form';
import { PlanReview } from '../../_import/plan-review';
import type { ProblemWords } from '../../_import/problem-words';
import { importCompaniesAction } from './actions';

/** Next takes a megabyte an action, and the file is sent again to be run; the rest goes around it. */
const mostBytes = 950_000;

/** Choose a file → see what would happen → decide. Going back keeps what was pasted. */
export function CompanyImportSteps({ problems }: { problems: ProblemWords }) {
  const t = useTranslations();
  const [planned, setPlanned] = useState<{ plan: CompanyImportPlan; csv: string }>();
  const [created, setCreated] = useState<number>();
  if (created !== undefined) {
    return (
      <div role="status">
        <EmptyState
          drawing="done"
          title={t('console.people.companyImport.done', { count: created })}
          text={t('console.people.companyImport.doneText')}
          action={
            <ButtonLink variant="primary" href="/console/companies">
              {t('console.people.companyImport.toCompanies')}
            </ButtonLink>
          }
        />
      </div>
    );
  }
  const { creates = 0, bad = 0 } = planned?.plan ?? {};
  return (
    <>
      <div hidden={planned !== undefined}>
        <CsvForm
          kind="companies"
          most={mostBytes}
          columns={t('console.people.companyImport.columns')}
          onPlan={(plan: CompanyImportPlan, csv) => setPlanned({ plan, csv })}
        />
      </div>
      {planned && (
        <PlanReview
          plan={planned.plan}
          summary={t('console.people.companyImport.summary', { creates, bad })}
          goodLines={t('console.people.companyImport.goodLines')}
          columns={[
            { key: 'name', head: t('console.people.companies.name'), cell: ({ name }) => name },
            {
              key: 'domains',
              head: t('console.people.companies.domains'),
              cell: ({ domains }) => domains.join(', '),
            },
          ]}
          problems={problems}
          onBack={() => setPlanned(undefined)}
        >
          {(back) => (
            <Form
              action={importCompaniesAction}
              onSuccess={(done: { created: number }) => setCreated(done.created)}
            >
              <input type="hidden" name="csv" value={planned.csv} />
              <div className="form-actions">
                <SubmitButton>
                  {t('console.people.companyImport.run', { count: creates })}
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
