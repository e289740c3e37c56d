import { ExportContacts, exportContacts } from '@/people/export-people';
import { csvHeaders } from '@/platform/write-csv';
import { requireAdmin } from '@/session/require-person';

/** The contacts that the list shows, all of its pages, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const scope = await requireAdmin();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const which = ExportContacts.safeParse(query);
  if (!which.success) return new Response(null, { status: 404 });
  return new Response(await exportContacts(scope, which.data), { headers: csvHeaders('contacts') });
}
