import { exportCompanies } from '@/people/export-people';
import { csvHeaders } from '@/platform/write-csv';
import { requireAdmin } from '@/session/require-person';

/** Every company with its domains, as CSV. */
export async function GET(): Promise<Response> {
  const scope = await requireAdmin();
  return new Response(await exportCompanies(scope), { headers: csvHeaders('companies') });
}
