import type { ReportRow } from '@/tickets/reports/report-view';
import type { SelectOption } from '@/ui/select';

/** Those of a report to choose from; who is chosen stays among them though not in the report. */
export function optionsWith(
  rows: readonly Pick<ReportRow, 'id' | 'name'>[],
  chosen: string | undefined,
  nameOf: (id: string) => string,
): SelectOption[] {
  const options = rows.map(({ id, name }) => ({ value: id, label: name }));
  if (chosen === undefined || rows.some(({ id }) => id === chosen)) return options;
  return [{ value: chosen, label: nameOf(chosen) }, ...options];
}
