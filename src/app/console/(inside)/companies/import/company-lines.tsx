'use client';

import { useTranslations } from 'next-intl';
import type { CompanyLine, CompanyProblem } from '@/people/judge-company-import';
import { Table, Td, Th } from '@/ui/table';

/** Lines of the file with what is wrong with each, if something is. */
export function CompanyLines({
  title,
  lines,
  problems,
}: {
  title: string;
  lines: readonly CompanyLine[];
  /** Where lines have problems: each of them in words. */
  problems?: Record<CompanyProblem, string>;
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
            <Th>{t('console.people.companies.name')}</Th>
            <Th>{t('console.people.companies.domains')}</Th>
            {problems && <Th>{t('console.people.import.problem')}</Th>}
          </>
        }
      >
        {lines.map((line) => (
          <tr key={line.line}>
            <Td end>{line.line}</Td>
            <Td dir="auto">{line.name || '–'}</Td>
            <Td>{line.domains.join(', ') || '–'}</Td>
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
