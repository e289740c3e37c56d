'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CompanyImportPlan } from '@/people/import-companies';
import type { CompanyProblem } from '@/people/judge-company-import';
import { Button, ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { CsvForm } from '../../contacts/import/csv-form';
import { importCompaniesAction, planCompanyImportAction } from './actions';
import { CompanyLines } from './company-lines';

/** Choose a file → see what would happen → decide. Going back keeps what was pasted. */
export function CompanyImportSteps({ problems }: { problems: Record<CompanyProblem, string> }) {
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
  const { creates = 0, bad = 0, lines = [] } = planned?.plan ?? {};
  const back = (
    <Button variant="quiet" onClick={() => setPlanned(undefined)}>
      {t('console.people.import.back')}
    </Button>
  );
  return (
    <>
      <div hidden={planned !== undefined}>
        <CsvForm
          action={planCompanyImportAction}
          columns={t('console.people.companyImport.columns')}
          onPlan={(plan, csv) => setPlanned({ plan, csv })}
        />
      </div>
      {planned && (
        <div className="grid gap-6">
          <Notice
            role="status"
            tone={bad > 0 ? 'warning' : 'success'}
            title={t('console.people.companyImport.summary', { creates, bad })}
          >
            {bad > 0 && t('console.people.import.badText')}
          </Notice>
          {bad > 0 && (
            <CompanyLines
              title={t('console.people.import.badLines')}
              problems={problems}
              lines={lines.filter((line) => line.problems.length > 0)}
            />
          )}
          {creates > 0 ? (
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
          ) : (
            <div>{back}</div>
          )}
          {creates > 0 && (
            <CompanyLines
              title={t('console.people.companyImport.goodLines')}
              lines={lines.filter((line) => line.problems.length === 0)}
            />
          )}
        </div>
      )}
    </>
  );
}
