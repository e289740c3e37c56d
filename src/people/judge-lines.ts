import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { CsvLine } from './csv';

/** How many of the lines are behind us; whoever is told may take their time. */
export type ToldProgress = (done: number, total: number) => void | Promise<void>;

/** A few milliseconds' work: other requests of this process wait no longer. */
const atOnce = 250;

/** Judges every line in its order, and lets others have the process in between. */
export async function judgeLines<Line>(
  lines: readonly CsvLine[],
  judge: (line: CsvLine) => Line,
  told?: ToldProgress,
): Promise<Line[]> {
  const judged: Line[] = [];
  for (let at = 0; at < lines.length; at += atOnce) {
    judged.push(...lines.slice(at, at + atOnce).map(judge));
    await told?.(judged.length, lines.length);
    await others();
  }
  return judged;
}

/** What a file would do: the lines, and how many of them are imported or left out. */
export interface ImportPlan<Line> {
  lines: Line[];
  creates: number;
  bad: number;
}

export function planOf<Line extends { problems: readonly string[] }>(
  lines: Line[],
): ImportPlan<Line> {
  const bad = lines.filter(({ problems }) => problems.length > 0).length;
  return { lines, bad, creates: lines.length - bad };
}
