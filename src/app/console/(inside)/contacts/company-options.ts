import 'server-only';
import type { Scope, Technician } from '@/access/scope';
import { readCompanies } from '@/people/read-companies';
import type { SelectOption } from '@/ui/select';

/** Beyond this a browser's own list is no help any more; the company's page leads on. */
const most = 1000;

/** Every company by name, for a choice. */
export async function readCompanyOptions(scope: Scope<Technician>): Promise<SelectOption[]> {
  const options: SelectOption[] = [];
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await readCompanies(scope, { cursor, limit: 100 });
    for (const { id, name } of rows) options.push({ value: id, label: name });
    cursor = nextCursor ?? undefined;
  } while (cursor && options.length < most);
  return options;
}
