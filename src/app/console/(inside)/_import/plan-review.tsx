'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportPlan } from '@/people/judge-lines';
import type { ImportLine } from '@/people/read-import-file';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { type LineColumn, LinesTable } from './lines-table';
import type { Problem, ProblemWords } from './problem-words';

/** What the import would do, line by line, and between the bad and the good ones the decision. */
export function PlanReview<Line extends ImportLine<Problem>>({
  plan: { lines, creates, bad },
  summary,
  goodLines,
  columns,
  problems,
  onBack,
  children,
}: {
  plan: ImportPlan<Line>;
  summary: string;
  goodLines: string;
  columns: readonly LineColumn<Line>[];
  problems: ProblemWords;
  onBack: () => void;
  /** The form that runs it, with the way back in it. */
  children: (back: ReactNode) => ReactNode;
}) {
  const t = useTranslations();
  const back = (
    <Button variant="quiet" onClick={onBack}>
      {t('console.people.import.back')}
    </Button>
  );
  return (
    <div className="grid gap-6">
      <Notice role="status" tone={bad > 0 ? 'warning' : 'success'} title={summary}>
        {bad > 0 && t('console.people.import.badText')}
      </Notice>
      {bad > 0 && (
        <LinesTable
          title={t('console.people.import.badLines')}
          lines={lines.filter((line) => line.problems.length > 0)}
          columns={columns}
          problems={problems}
        />
      )}
      {creates > 0 ? children(back) : <div>{back}</div>}
      {creates > 0 && (
        <LinesTable
          title={goodLines}
          lines={lines.filter((line) => line.problems.length === 0)}
          columns={columns}
        />
      )}
    </div>
  );
}
