'use client';

import { useTranslations } from 'next-intl';
import type { ContactImportPlan } from '@/people/plan-contact-import';
import { Table, Td, Th } from '@/ui/table';
import type { Problem } from './problem-keys';

type Line = ContactImportPlan['lines'][number];

/** Lines of the file with what is wrong with each, if something is. */
export function PlanTable({
  title,
  lines,
  problems,
}: {
  title: string;
  lines: readonly Line[];
  /** Where lines have problems: each of them in words. */
  problems?: Record<Problem, string>;
}) {
  const t = useTranslations();
  return (
    <section className="grid gap-2">
      <h2>{title}</h2>
      <Table
        label={title}
        head={
          <>
            <Th end>{t('console.people.import.line')}</Th>
            <Th>{t('console.people.contacts.name')}</Th>
            <Th>{t('console.people.contacts.company')}</Th>
            <Th>{t('console.people.contacts.email')}</Th>
            {problems && <Th>{t('console.people.import.problem')}</Th>}
          </>
        }
      >
        {lines.map((line) => (
          <tr key={line.line}>
            <Td end>{line.line}</Td>
            <Td dir="auto">{line.name || '–'}</Td>
            <Td dir="auto">{line.companyName || '–'}</Td>
            <Td>{line.email ?? '–'}</Td>
            {problems && (
              <Td className="text-danger">
                {line.problems.map((problem) => problems[problem]).join(' · ')}
              </Td>
            )}
          </tr>
        ))}
      </Table>
    </section>
  );
}
