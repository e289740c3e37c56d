'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { ImportLine } from '@/people/read-import-file';
import { Button } from '@/ui/button';
import { Table, Td, Th } from '@/ui/table';
import type { Problem, ProblemWords } from './problem-words';

export interface LineColumn<Line> {
  key: string;
  head: string;
  cell: (line: Line) => ReactNode;
}

/** So many at first: ten thousand rows take a browser a while. */
const atFirst = 200;

/** Lines of the file with what is wrong with each, if something is. */
export function LinesTable<Line extends ImportLine<Problem>>({
  title,
  lines,
  columns,
  problems,
}: {
  title: string;
  lines: readonly Line[];
  columns: readonly LineColumn<Line>[];
  /** Where lines have problems: each of them in words. */
  problems?: ProblemWords;
}) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, atFirst);
  return (
    <section className="grid gap-2">
      <h2>{title}</h2>
      <Table
        label={title}
        head={
          <>
            <Th end>{t('console.people.import.line')}</Th>
            {columns.map(({ key, head }) => (
              <Th key={key}>{head}</Th>
            ))}
            {problems && <Th>{t('console.people.import.problem')}</Th>}
          </>
        }
      >
        {shown.map((line) => (
          <tr key={line.line}>
            <Td end>{line.line}</Td>
            {columns.map(({ key, cell }) => (
              <Td key={key} dir="auto">
                {cell(line) || '–'}
              </Td>
            ))}
            {problems && (
              <Td className="text-danger">
                {line.problems.map((problem) => problems[problem]).join(' · ')}
              </Td>
            )}
          </tr>
        ))}
      </Table>
      {shown.length < lines.length && (
        <Button onClick={() => setAll(true)} className="justify-self-start">
          {t('console.people.import.showAll', { count: lines.length })}
        </Button>
      )}
    </section>
  );
}
